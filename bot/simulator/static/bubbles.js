// Chat records as bubbles.

import { avatar, botAvatar, el, icon } from "./dom.js";

const LINK = /https?:\/\/[^\s<>"'，。；（）]+/g;
const CHOICE = /^\s*(\d{1,2})\s*[.．、)）]\s*(\S.*)$/;
const ANCHOR = /<a\s+href="([^"<>]*)"[^<>]*>([^<>]*)<\/a>/g;

// `on` has open(url), say(text, menuId) and isLast(node).
export function bubble(record, who, on) {
  if (record.kind === "note") return el("p", { class: "note" }, record.text);
  if (record.kind === "failure") {
    return el("p", { class: "note failure", title: record.detail, role: "alert" }, record.text);
  }
  const mine = record.who === "me";
  const body = (SHAPES[record.kind] || unknown)(record, on);
  const face = mine ? avatar(who.name) : record.who === "agent" ? avatar("客服") : botAvatar();
  const row = el("div", { class: `row ${mine ? "mine" : "theirs"} ${record.kind}`, "data-via": record.via }, face, body);
  if (record.via && record.via !== "reply") row.dataset.pushed = PUSHED[record.via];
  return row;
}

const PUSHED = { push: "主动消息", template: "模板消息", notice: "订阅通知" };

const SHAPES = { text, menu, image, voice, location, link: article, news: article, card };

function text(record, on) {
  return el("div", { class: "bubble" }, ...lines(record.text, on));
}

function lines(words, on) {
  const parts = words.split("\n");
  const choices = on.bot ? choicesIn(parts) : new Map();
  return parts.map((line, at) => choices.has(at)
    ? choiceLine(line, choices.get(at), on)
    : el("div", { class: "line" }, ...linked(line, on)));
}

// The last list that counts from 1; steps numbered earlier in a text are none.
function choicesIn(parts) {
  const found = parts.map((line) => (line.search(LINK) < 0 ? CHOICE.exec(line) : null));
  const numbers = found.map((choice) => Number(choice?.[1]));
  const first = numbers.lastIndexOf(1);
  const choices = new Map();
  if (first < 0) return choices;
  for (let at = first; numbers[at] === at - first + 1; at += 1) choices.set(at, found[at]);
  return choices;
}

// The digit means the newest list only; an older list is answered by its words.
function choiceLine(line, [, digit, label], on) {
  const tap = (event) => on.say(on.isLast(event.currentTarget.closest(".row")) ? digit : label);
  return el("button", { class: "line choice", type: "button", onclick: tap }, line.trim());
}

function linked(line, on) {
  const parts = [];
  let from = 0;
  for (const found of line.matchAll(ANCHOR)) {
    parts.push(...urls(line.slice(from, found.index), on), anchor(found[1], found[2], on));
    from = found.index + found[0].length;
  }
  parts.push(...urls(line.slice(from), on));
  return parts.length ? parts : ["\u200b"];
}

function urls(words, on) {
  const parts = [];
  let from = 0;
  for (const found of words.matchAll(LINK)) {
    parts.push(words.slice(from, found.index), anchor(found[0], found[0], on));
    from = found.index + found[0].length;
  }
  parts.push(words.slice(from));
  return parts.filter(Boolean);
}

function anchor(href, words, on) {
  const menu = /^weixin:\/\/bizmsgmenu\?(.*)$/.exec(href);
  if (menu) {
    const query = new URLSearchParams(menu[1]);
    const say = () => on.say(query.get("msgmenucontent") || words, query.get("msgmenuid") || "");
    return el("button", { class: "tap", type: "button", onclick: say }, words);
  }
  if (!/^https?:\/\//.test(href)) return words;
  const open = (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    on.open(href);
  };
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", onclick: open }, words);
}

function menu(record, on) {
  const taps = record.choices.map(([id, words]) =>
    el("button", { class: "line choice", type: "button", onclick: () => on.say(words, id) }, words));
  const tail = record.tail ? [el("div", { class: "line tail" }, record.tail)] : [];
  return el("div", { class: "bubble" }, ...lines(record.text, { ...on, bot: false }), ...taps, ...tail);
}

function image(record, on) {
  const picture = el("img", { src: record.picture, alt: "照片", loading: "lazy" });
  return el("button", { class: "picture", type: "button", "aria-label": "看照片", onclick: () => on.open(record.picture) }, picture);
}

function voice(record) {
  const bar = el("div", { class: "bubble" }, icon("voice"), `${record.seconds}″`);
  bar.style.minWidth = `${70 + record.seconds * 8}px`;
  const heard = record.text ? `识别：${record.text}` : "平台没有给出识别结果";
  return el("div", { class: "stack" }, bar, el("small", {}, heard));
}

function location(record) {
  const where = `${record.latitude.toFixed(4)}, ${record.longitude.toFixed(4)}`;
  return el("div", { class: "card place" },
    el("strong", {}, record.label || "位置"), el("small", {}, where),
    el("div", { class: "map", "aria-hidden": "true" }, icon("pin")));
}

function article(record, on) {
  const picture = record.picture ? [el("img", { src: record.picture, alt: "", loading: "lazy" })] : [];
  const open = () => record.url && on.open(record.url);
  return el("button", { class: "card article", type: "button", onclick: open },
    el("strong", {}, record.title || record.url), el("span", {}, record.text || record.url), ...picture);
}

function card(record, on) {
  const fields = record.fields.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]);
  const more = record.url ? [el("button", { class: "details", type: "button", onclick: () => on.open(record.url) }, "查看详情")] : [];
  return el("div", { class: "card template" }, el("strong", {}, record.title), el("dl", {}, ...fields), ...more);
}

function unknown(record) {
  return el("div", { class: "bubble" }, `［${record.kind}］`);
}

export function hasChoices(record) {
  return record.who === "bot" && record.kind === "text" && choicesIn(record.text.split("\n")).size > 0;
}
