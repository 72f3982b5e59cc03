// The panel beside the phones: what the bot understood, the gateway's SMS, the human agent.

import * as api from "./api.js";
import { clock, el } from "./dom.js";
import { linked } from "./duty.js";

const TABS = { seen: "理解", sms: "短信", agent: "人工客服" };

export class Inspector {
  // `page` has current(), the phone last used, and device(phone), the phone with a number.
  constructor(page) {
    this.page = page;
    this.tab = "seen";
    this.seen = new Map();
    this.at = 0;
    this.sms = [];
    this.online = false;
    this.tabs = el("div", { class: "tabs", role: "tablist", "aria-label": "观察" });
    this.body = el("div", { class: "body", role: "tabpanel", tabindex: "0" });
    this.node = el("aside", { class: "device inspector", "aria-label": "机器人怎么理解的" }, this.tabs, this.body);
  }

  learn(openid, records) {
    if (!records.length) return;
    const kept = [...(this.seen.get(openid) || []), ...records].slice(-30);
    this.seen.set(openid, kept);
    this.at = 0;
  }

  cursor(openid) {
    return this.seen.get(openid)?.at(-1).id || "";
  }

  update({ sms, online, duty }) {
    this.sms = sms;
    this.online = online;
    this.duty = duty;
    this.render();
  }

  render() {
    const phone = this.page.current();
    const known = JSON.stringify([this.tab, phone?.who, this.at, this.online, this.sms.map((one) => one.id), this.cursor(phone?.openid)]);
    if (known === this.known) return;
    this.known = known;
    this.tabs.replaceChildren(...Object.entries(TABS).map(([id, name]) =>
      el("button", { type: "button", role: "tab", "aria-selected": String(id === this.tab), onclick: () => this.turn(id) }, name)));
    const shown = { seen: () => this.understanding(phone), sms: () => this.messages(), agent: () => this.agent(phone) }[this.tab]();
    this.body.replaceChildren(...shown);
  }

  turn(tab) {
    this.tab = tab;
    this.render();
  }

  understanding(phone) {
    const records = (this.seen.get(phone?.openid) || []).toReversed();
    const record = records[this.at];
    if (!record) return [el("p", { class: "empty" }, "说一句话，这里会显示机器人听成了什么。")];
    const older = el("div", { class: "steps" },
      el("button", { type: "button", disabled: this.at + 1 >= records.length, onclick: () => this.step(1) }, "‹ 前一条"),
      el("span", {}, `${phone.who.name} · ${clock(new Date(record.at_ms))}`),
      el("button", { type: "button", disabled: this.at === 0, onclick: () => this.step(-1) }, "后一条 ›"));
    return [older, ...describe(record)];
  }

  step(by) {
    this.at += by;
    this.render();
  }

  messages() {
    if (!this.sms.length) return [el("p", { class: "empty" }, "短信网关还没有发过短信。")];
    return this.sms.map((one) => this.message(one));
  }

  message(one) {
    const code = /(?<!\d)\d{6}(?!\d)/.exec(one.text);
    const fill = code && el("button", { class: "code", type: "button", onclick: () => this.page.current()?.fill(code[0]) }, `填入 ${code[0]}`);
    const whom = this.duty[one.phone] ? `值班 ${this.duty[one.phone]}` : "居民";
    const open = (url) => window.open(url, "_blank", "noopener");
    return el("article", { class: "message" },
      el("header", {}, el("b", {}, one.phone), el("small", {}, whom), el("time", {}, one.at.slice(11))),
      el("p", {}, ...linked(one.text, open)), fill);
  }

  agent(phone) {
    const set = async (event) => {
      this.online = event.currentTarget.checked;
      await api.agents(this.online);
    };
    const box = el("input", { type: "checkbox", role: "switch", checked: this.online, onchange: set });
    const head = el("label", { class: "online" }, el("span", {}, "有人工客服在线"), box);
    if (!phone?.who.with_agent) {
      return [head, el("p", { class: "empty" }, "居民转人工并接通后，可以在这里以客服身份回话。")];
    }
    const input = el("input", { type: "text", "aria-label": "客服回话", placeholder: `回复${phone.who.name}` });
    const say = (event) => {
      event.preventDefault();
      if (input.value.trim()) phone.run(api.agentSays(phone.openid, input.value.trim()));
      input.value = "";
    };
    return [head, el("form", { class: "reply", onsubmit: say }, input, el("button", { type: "submit" }, "发送")),
      el("button", { class: "leave", type: "button", onclick: () => phone.run(api.agentLeaves(phone.openid)) }, "结束会话")];
  }
}

const KNOWN = new Set(["openid", "id", "at_ms", "intent", "score", "alternatives", "entities", "form", "stations_ms", "outcome"]);

function describe(record) {
  return [
    section("意图", guesses(record)),
    section("实体", entities(record.entities)),
    section("表单", state(record.form)),
    section("各站用时", stations(record.stations_ms)),
    section("结果", el("p", { class: "outcome" }, String(record.outcome ?? "—"))),
    ...Object.entries(record).filter(([name]) => !KNOWN.has(name)).map(([name, value]) => section(name, state(value))),
  ];
}

function section(title, ...children) {
  return el("section", {}, el("h2", {}, title), ...children);
}

function guesses(record) {
  if (!record.intent) return el("p", { class: "none" }, "没有要理解的文字");
  const pairs = [[record.intent, record.score], ...asPairs(record.alternatives, "intent", "score")];
  const unique = [...new Map(pairs.reverse()).entries()].reverse();
  return el("ol", { class: "guesses" }, ...unique.map(([name, score], place) => bar(name, Number(score) || 0, (Number(score) || 0).toFixed(2), place === 0)));
}

function bar(name, share, value, strong = false) {
  const fill = el("i", {});
  fill.style.width = `${Math.round(Math.min(Math.max(share, 0), 1) * 100)}%`;
  return el("li", { class: strong ? "strong" : "" }, el("span", {}, name), el("b", {}, value), el("div", { class: "track" }, fill));
}

function entities(found) {
  const pairs = asPairs(found, "type", "value");
  if (!pairs.length) return el("p", { class: "none" }, "无");
  return el("ul", { class: "chips" }, ...pairs.map(([type, value]) => el("li", {}, el("small", {}, type), plain(value))));
}

function state(form) {
  if (form === null || form === undefined || form === "") return el("p", { class: "none" }, "无");
  if (typeof form !== "object") return el("p", {}, String(form));
  const parts = Object.entries(form).filter(([, value]) => value !== null && value !== "");
  return el("dl", { class: "state" }, ...parts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, plain(value))]));
}

function stations(times) {
  const pairs = Object.entries(times || {});
  if (!pairs.length) return el("p", { class: "none" }, "无");
  const total = pairs.reduce((sum, [, ms]) => sum + ms, 0);
  const most = Math.max(...pairs.map(([, ms]) => ms), 0.001);
  return el("ol", { class: "guesses times" }, ...pairs.map(([name, ms]) => bar(name, ms / most, `${ms.toFixed(1)} ms`)),
    el("li", { class: "total" }, el("span", {}, "合计"), el("b", {}, `${total.toFixed(1)} ms`)));
}

function asPairs(found, first, second) {
  const list = Array.isArray(found) ? found : Object.entries(found || {});
  return list.map((one) => (Array.isArray(one) ? one : [one[first], one[second]]));
}

function plain(value) {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
