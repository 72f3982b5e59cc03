// The account's menu at the foot of the chat, with sub-menus that pop up.

import { el } from "./dom.js";

// `on` has click(key, label) and view(url).
export function menubar(buttons, on) {
  const bar = el("div", { class: "menubar", role: "group", "aria-label": "公众号菜单" });
  for (const top of buttons) bar.append(entry(bar, top, on));
  return bar;
}

export function closeMenus(bar) {
  for (const opened of bar.querySelectorAll("[aria-expanded=true]")) {
    opened.setAttribute("aria-expanded", "false");
    opened.nextElementSibling.hidden = true;
  }
}

function entry(bar, top, on) {
  const parts = top.sub_button || [];
  if (!parts.length) {
    return el("div", { class: "entry" }, el("button", { type: "button", onclick: () => tap(top, on) }, top.name));
  }
  const list = el("div", { class: "popup", role: "menu", "aria-label": top.name, hidden: true },
    ...parts.map((part) => subEntry(bar, part, on)));
  const toggle = (event) => {
    const wasOpen = event.currentTarget.getAttribute("aria-expanded") === "true";
    closeMenus(bar);
    event.currentTarget.setAttribute("aria-expanded", String(!wasOpen));
    list.hidden = wasOpen;
  };
  const opener = el("button", { type: "button", class: "opener", "aria-haspopup": "menu", "aria-expanded": "false", onclick: toggle }, top.name);
  return el("div", { class: "entry" }, opener, list);
}

function subEntry(bar, part, on) {
  const choose = () => {
    closeMenus(bar);
    tap(part, on);
  };
  return el("button", { type: "button", role: "menuitem", onclick: choose }, part.name);
}

function tap(part, on) {
  if (part.type === "view") on.view(part.url);
  else on.click(part.key, part.name);
}
