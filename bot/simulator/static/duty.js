// The duty phone: the SMS to the roster's people, whose links open in it.

import { avatar, clock, el, icon } from "./dom.js";
import { web } from "./sheet.js";

const LINK = /https?:\/\/[^\s<>"'，。；（）]+/g;

export class DutyPhone {
  constructor() {
    this.phone = "";
    this.seen = new Set();
    this.fresh = new Map();
    this.people = {};
    this.messages = [];
    this.tabs = el("div", { class: "people", role: "tablist", "aria-label": "值班人员" });
    this.title = el("strong", {}, "短信");
    this.list = el("div", { class: "chat sms", role: "log", "aria-live": "polite", "aria-label": "值班短信", tabindex: "0" });
    this.screen = el("div", { class: "screen" },
      el("div", { class: "status", "aria-hidden": "true" }, el("span", { class: "now" }, clock()), el("i", {})),
      el("header", { class: "bar" }, el("span", { class: "back" }, icon("back")), this.title, el("span", { class: "spacer" })),
      this.tabs, this.list);
    this.node = el("figure", { class: "device duty", "aria-label": "值班手机" },
      el("figcaption", {}, avatar("值班"), el("b", {}, "值班手机")), this.screen);
  }

  // Whether a message came since the page was opened.
  update(people, messages) {
    const mine = messages.filter((message) => message.phone in people).reverse();
    const isFirst = !this.loaded;
    const known = JSON.stringify([people, mine.map((message) => message.id)]);
    if (known === this.known) return false;
    this.known = known;
    for (const message of mine) this.note(message, isFirst);
    this.loaded = true;
    this.people = people;
    this.messages = mine;
    this.phone = this.choose();
    this.render();
    return !isFirst;
  }

  note(message, isFirst) {
    if (this.seen.has(message.id)) return;
    this.seen.add(message.id);
    if (!isFirst) this.fresh.set(message.phone, (this.fresh.get(message.phone) || 0) + 1);
  }

  // Whose message is newest, unless the tester looks at somebody who still has the word.
  choose() {
    const newest = this.messages.at(-1)?.phone;
    const phones = Object.keys(this.people);
    return newest || (phones.includes(this.phone) ? this.phone : phones[0] || "");
  }

  render() {
    this.fresh.delete(this.phone);
    this.node.querySelector(".now").textContent = clock();
    this.title.textContent = this.people[this.phone] || "短信";
    this.tabs.replaceChildren(...Object.entries(this.people).map(([phone, name]) => this.tab(phone, name)));
    const shown = this.messages.filter((message) => message.phone === this.phone);
    this.list.replaceChildren(...(shown.length ? shown.flatMap((one) => this.message(one)) : [empty()]));
    this.list.scrollTop = this.list.scrollHeight;
  }

  tab(phone, name) {
    const pick = () => {
      this.phone = phone;
      this.render();
    };
    const count = this.fresh.get(phone);
    return el("button", { type: "button", role: "tab", title: phone, "aria-selected": String(phone === this.phone), onclick: pick },
      name, count ? el("i", { class: "dot", "aria-label": `${count} 条未读` }, String(count)) : "");
  }

  message(message) {
    return [
      el("time", { class: "stamp" }, message.at.replace("T", " ").slice(5)),
      el("div", { class: "row theirs" }, el("div", { class: "bubble" }, ...linked(message.text, (url) => web(this.screen, url)))),
    ];
  }
}

export function linked(text, open) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    const [href] = found;
    const go = (event) => {
      event.preventDefault();
      open(href);
    };
    parts.push(text.slice(from, found.index), el("a", { href, target: "_blank", rel: "noopener noreferrer", onclick: go }, href));
    from = found.index + href.length;
  }
  return [...parts, text.slice(from)].filter(Boolean);
}

function empty() {
  return el("p", { class: "empty" }, "还没有派工短信。有人报修后，短信会到这里，点里面的链接接单。");
}
