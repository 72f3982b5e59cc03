// The page: follows the server once a second and keeps devices and panel up to date.

import * as api from "./api.js";
import { el } from "./dom.js";
import { DutyPhone } from "./duty.js";
import { Inspector } from "./inspector.js";
import { Phone } from "./phone.js";
import { field, form, sheet, submit } from "./sheet.js";

const POLL_MS = 1000;
const HIDDEN_POLL_MS = 5000;

class Page {
  constructor() {
    this.phones = new Map();
    this.sms = null;
    this.mark = "";
    this.chosenId = "";
    this.duty = new DutyPhone();
    this.inspector = new Inspector(this);
    this.devices = document.querySelector(".devices");
    this.switch = document.querySelector(".switch");
    this.away = document.querySelector(".away");
    this.devices.append(this.duty.node);
    document.querySelector(".desk").append(this.inspector.node);
    document.querySelector(".add").addEventListener("click", () => this.add());
    document.addEventListener("visibilitychange", () => !document.hidden && this.changed());
    this.show(this.duty.node);
  }

  current() {
    return this.phones.get(this.chosenId) || this.phones.values().next().value;
  }

  chosen(phone) {
    if (this.chosenId === phone.openid) return;
    this.chosenId = phone.openid;
    for (const one of this.phones.values()) one.node.classList.toggle("chosen", one === phone);
    this.inspector.at = 0;
    this.inspector.render();
  }

  // One poll at a time; a change during a poll asks for one more.
  async changed() {
    if (this.polling) {
      this.wanted = true;
      return;
    }
    clearTimeout(this.timer);
    this.polling = true;
    await this.poll();
    this.polling = false;
    const soon = this.wanted;
    this.wanted = false;
    this.timer = setTimeout(() => this.changed(), soon ? 0 : document.hidden ? HIDDEN_POLL_MS : POLL_MS);
  }

  async poll() {
    const openids = [...this.phones.keys()];
    try {
      const found = await api.post("/poll", {
        chats: Object.fromEntries(openids.map((openid) => [openid, this.phones.get(openid).cursor])),
        seen: Object.fromEntries(openids.map((openid) => [openid, this.inspector.cursor(openid)])),
        sms: this.mark,
      });
      this.take(found);
      this.away.hidden = true;
    } catch (error) {
      console.error(error);
      this.away.hidden = false;
    }
  }

  take(found) {
    this.seat(found.residents);
    for (const who of found.residents) {
      const phone = this.phones.get(who.openid);
      phone.update(who, found.codes);
      phone.showMenu(found.menu);
      this.freshen(phone.node, phone.receive(found.chats[who.openid]));
      this.inspector.learn(who.openid, found.seen[who.openid]);
    }
    this.mark = found.sms_mark;
    if (found.sms) this.takeSms(found.sms, found.duty);
    this.freshen(this.duty.node, this.duty.update(found.duty, this.sms || []));
    this.inspector.update({ sms: this.sms || [], online: found.agents_online, duty: found.duty });
  }

  // Phones in the order of the server's list; those that are gone leave.
  seat(residents) {
    const names = residents.map((who) => `${who.openid}${who.name}`).join();
    if (names === this.names) return;
    this.names = names;
    const openids = new Set(residents.map((who) => who.openid));
    for (const [openid, phone] of this.phones) {
      if (openids.has(openid)) continue;
      phone.node.remove();
      this.phones.delete(openid);
    }
    for (const who of residents) {
      if (this.phones.has(who.openid)) continue;
      const phone = new Phone(who, this);
      this.phones.set(who.openid, phone);
      this.devices.insertBefore(phone.node, this.duty.node);
      if (this.joining === who.openid) this.show(phone.node);
    }
    if (!this.chosenId || !this.phones.has(this.chosenId)) this.chosen(this.current());
    this.offer(residents);
  }

  // At phone width one device fills the screen; this strip chooses which.
  offer(residents) {
    const pairs = [...residents.map((who) => [who.name, this.phones.get(who.openid).node]), ["值班", this.duty.node], ["理解", this.inspector.node]];
    const tab = ([name, node]) => {
      const button = el("button", { type: "button", onclick: () => this.show(node) }, name);
      this.tabs.set(node, button);
      return button;
    };
    this.tabs = new Map();
    this.switch.replaceChildren(...pairs.map(tab));
    const kept = pairs.find(([, node]) => node.classList.contains("shown") && node !== this.duty.node);
    this.show(kept ? kept[1] : pairs[0][1]);
  }

  show(node) {
    for (const one of document.querySelectorAll(".device")) one.classList.toggle("shown", one === node);
    for (const [one, button] of this.tabs || []) button.setAttribute("aria-current", String(one === node));
    if (this.tabs) delete this.tabs.get(node).dataset.fresh;
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
    for (const chat of node.querySelectorAll(".chat")) chat.scrollTop = chat.scrollHeight;
  }

  // A dot on the strip for what came to a device that is not shown.
  freshen(node, isNew) {
    if (isNew && !node.classList.contains("shown")) this.tabs.get(node).dataset.fresh = "";
  }

  // A resident's SMS appears on the phone with that number, else on the one last used.
  takeSms(sms, duty) {
    const old = this.sms && new Set(this.sms.map((one) => one.id));
    this.sms = sms;
    if (!old) return;
    for (const one of sms.filter((message) => !old.has(message.id) && !(message.phone in duty)).reverse()) {
      const phone = [...this.phones.values()].find((each) => each.who.phone === one.phone) || this.current();
      const code = /(?<!\d)\d{6}(?!\d)/.exec(one.text);
      phone?.tell(`短信 ${one.phone}\n${one.text}`, () => code && phone.fill(code[0]));
    }
  }

  add() {
    const name = field("名字", { placeholder: "例如：赵大爷", maxlength: "12" });
    const close = sheet(document.body, "添加居民", form(async () => {
      close();
      const made = await api.add(name.input.value);
      this.joining = made.openid;
      await this.changed();
    }, name.node, submit("添加")));
  }
}

new Page().changed();
