// One resident's phone: the chat with the account.

import * as api from "./api.js";
import { bubble, hasChoices } from "./bubbles.js";
import { avatar, button, clock, el, icon, stamp } from "./dom.js";
import { closeMenus, menubar } from "./menubar.js";
import { web } from "./sheet.js";
import { settings, speak, tray } from "./tray.js";

const GAP_MS = 5 * 60 * 1000;
const SLOW_MS = 700;

export class Phone {
  // `page` has changed(phone), which polls at once, and chosen(phone).
  constructor(who, page) {
    this.openid = who.openid;
    this.who = who;
    this.page = page;
    this.codes = [];
    this.cursor = "";
    this.lastAt = 0;
    this.copies = 1;
    this.waiting = 0;
    this.menu = "";
    this.node = this.build();
    this.update(who, []);
  }

  get follows() {
    return this.who.follows;
  }

  build() {
    this.caption = el("figcaption", {});
    this.title = el("strong", {});
    this.chat = el("div", { class: "chat", role: "log", "aria-live": "polite", tabindex: "0" });
    this.bars = el("div", { class: "bars" });
    this.input = el("textarea", { rows: "1", "aria-label": "输入消息", enterkeyhint: "send", maxlength: "20000" });
    this.sender = el("button", { class: "send", type: "button", hidden: true, onclick: () => this.sendTyped() }, "发送");
    this.plus = button("更多功能", "plus", () => this.showTray(this.tray.hidden), { class: "plus", "aria-expanded": "false" });
    this.tray = tray(this);
    this.notice = el("div", { class: "notices", "aria-live": "polite" });
    this.input.addEventListener("keydown", (event) => this.typed(event));
    this.input.addEventListener("input", () => this.resized());
    this.input.addEventListener("focus", () => this.showTray(false));
    this.joiner = el("button", { class: "join", type: "button", onclick: () => this.send({ kind: "follow" }) }, "关注公众号");
    const toggle = button("显示或收起菜单", "menu", () => this.bars.classList.toggle("folded"), { class: "fold" });
    this.inputbar = el("div", { class: "inputbar" }, toggle, button("语音", "voice", () => speak(this)), this.input, this.sender, this.plus);
    this.bars.append(this.joiner, this.inputbar, this.tray);
    this.screen = el("div", { class: "screen" },
      el("div", { class: "status", "aria-hidden": "true" }, el("span", { class: "now" }, clock()), el("i", {})),
      el("header", { class: "bar" }, el("span", { class: "back" }, icon("back")), this.title,
        button("这部手机的设置", "more", () => settings(this))),
      this.chat, this.bars, this.notice);
    const node = el("figure", { class: "device phone", "data-openid": this.openid }, this.caption, this.screen);
    node.addEventListener("pointerdown", () => this.page.chosen(this));
    node.addEventListener("focusin", () => this.page.chosen(this));
    this.chat.addEventListener("click", () => this.menuNode && closeMenus(this.menuNode));
    return node;
  }

  update(who, codes) {
    this.who = who;
    this.codes = codes;
    this.caption.replaceChildren(avatar(who.name), el("b", {}, who.name), who.phone ? el("small", {}, who.phone) : "");
    this.node.setAttribute("aria-label", `${who.name}的手机`);
    this.chat.setAttribute("aria-label", `${who.name}的聊天记录`);
    this.joiner.hidden = who.follows;
    this.inputbar.hidden = !who.follows;
    this.node.querySelector(".now").textContent = clock();
    this.retitle();
  }

  retitle() {
    const busy = this.who.typing || this.waiting > 0;
    this.title.textContent = busy ? "对方正在输入…" : api.setup.account;
    this.title.dataset.agent = this.who.with_agent ? "人工" : "";
  }

  showMenu(buttons) {
    const known = JSON.stringify(buttons);
    if (known === this.menu) return;
    this.menu = known;
    this.menuNode?.remove();
    this.menuNode = menubar(buttons, {
      click: (key, label) => this.send({ kind: "click", key, label }),
      view: (url) => {
        this.send({ kind: "view", url });
        web(this.screen, url);
      },
    });
    this.menuNode.hidden = !buttons.length;
    this.bars.insertBefore(this.menuNode, this.tray);
  }

  // Whether somebody else wrote since the page was opened.
  receive(records) {
    const isNew = this.cursor !== "" && records.some((record) => record.who !== "me");
    for (const record of records) this.show(record);
    return isNew;
  }

  show(record) {
    this.cursor = record.id;
    const nearEnd = this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < 240;
    if (record.at_ms - this.lastAt > GAP_MS) this.chat.append(el("time", { class: "stamp" }, stamp(record.at_ms)));
    this.lastAt = record.at_ms;
    const node = bubble(record, this.who, this.actions(record));
    if (hasChoices(record)) this.lastChoices = node;
    this.chat.append(node);
    if (nearEnd || record.who === "me") this.toEnd(node);
  }

  toEnd(node) {
    this.chat.scrollTop = this.chat.scrollHeight;
    node.querySelector("img")?.addEventListener("load", () => (this.chat.scrollTop = this.chat.scrollHeight));
  }

  actions(record) {
    return {
      bot: record.who === "bot",
      open: (url) => web(this.screen, url),
      say: (text, menuId = "") => this.send({ kind: "text", text, menu_id: menuId }),
      isLast: (row) => row === this.lastChoices,
    };
  }

  typed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.sendTyped();
  }

  sendTyped() {
    const text = this.input.value;
    if (!text.trim()) return;
    this.input.value = "";
    this.resized();
    this.send({ kind: "text", text });
  }

  resized() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 110)}px`;
    this.sender.hidden = !this.input.value.trim();
    this.plus.hidden = !this.sender.hidden;
  }

  showTray(shows) {
    this.tray.hidden = !shows;
    this.plus.setAttribute("aria-expanded", String(shows));
    if (shows) this.chat.scrollTop = this.chat.scrollHeight;
  }

  toggleCopies(tile) {
    this.copies = this.copies === 1 ? 3 : 1;
    this.copiesTile = tile;
    tile.setAttribute("aria-pressed", String(this.copies > 1));
    if (this.copies > 1) this.tell("下一条消息会同时投递三次");
  }

  async sendWhen(making) {
    try {
      await this.send(await making);
    } catch (error) {
      this.tell(error.message);
    }
  }

  async send(said) {
    this.page.chosen(this);
    this.showTray(false);
    const copies = this.copies;
    if (copies > 1) this.toggleCopies(this.copiesTile);
    await this.run(api.send(this.openid, said, copies));
  }

  // The chat is read again at once (the resident's own words) and when the answer is there.
  async run(work) {
    let counted = false;
    const slow = setTimeout(() => {
      counted = true;
      this.busy(1);
    }, SLOW_MS);
    setTimeout(() => this.page.changed(), 60);
    try {
      await work;
    } catch (error) {
      this.tell(error.message);
    } finally {
      clearTimeout(slow);
      if (counted) this.busy(-1);
      this.page.changed();
    }
  }

  busy(step) {
    this.waiting += step;
    this.retitle();
  }

  tell(text, onclick) {
    const node = el("button", { class: "toast", type: "button", onclick: () => {
      node.remove();
      onclick?.();
    } }, text);
    this.notice.append(node);
    setTimeout(() => node.remove(), onclick ? 12000 : 4000);
  }

  fill(text) {
    this.input.value = text;
    this.resized();
    this.input.focus({ preventScroll: true });
  }
}
