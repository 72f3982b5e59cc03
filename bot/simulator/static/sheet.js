// A panel that slides up over a device's screen: forms, lists, and pages that a link opens.

import { button, el } from "./dom.js";

export function sheet(screen, title, ...body) {
  const before = document.activeElement;
  const close = () => {
    node.remove();
    before?.focus?.({ preventScroll: true });
  };
  const node = el("div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": title },
    el("button", { class: "shade", type: "button", "aria-label": "关闭", tabindex: "-1", onclick: close }),
    el("div", { class: "panel" },
      el("header", {}, el("strong", {}, title), button("关闭", "close", close)),
      ...body));
  node.addEventListener("keydown", (event) => event.key === "Escape" && close());
  screen.querySelector(".sheet:not(.web)")?.remove();
  screen.append(node);
  node.querySelector(".panel input, .panel textarea, .panel button.item, .panel button")?.focus({ preventScroll: true });
  return close;
}

export function field(label, props = {}) {
  const input = el("input", { type: "text", autocomplete: "off", ...props });
  return { input, node: el("label", { class: "field" }, el("span", {}, label), input) };
}

export function submit(words) {
  return el("button", { class: "primary", type: "submit" }, words);
}

export function form(onsubmit, ...children) {
  const send = (event) => {
    event.preventDefault();
    onsubmit();
  };
  return el("form", { onsubmit: send, novalidate: true }, ...children);
}

export function item(words, onclick, hint = "") {
  return el("button", { class: "item", type: "button", onclick }, el("span", {}, words), hint && el("small", {}, hint));
}

// The page that a link opens, inside the phone as in the chat app; other hosts open beside.
export function web(screen, url) {
  if (!isOurs(url)) {
    window.open(url, "_blank", "noopener");
    return;
  }
  screen.querySelector(".sheet.web")?.remove();
  const frame = el("iframe", { src: url, title: "网页" });
  const title = el("strong", {}, "网页");
  frame.addEventListener("load", () => {
    try {
      title.textContent = frame.contentDocument.title || "网页";
    } catch {
      title.textContent = new URL(url).host;
    }
  });
  const node = el("div", { class: "sheet web", role: "dialog", "aria-label": "网页" },
    el("div", { class: "panel" },
      el("header", {}, button("关闭网页", "close", () => node.remove()), title,
        el("a", { class: "out", href: url, target: "_blank", rel: "noopener", "aria-label": "在新窗口打开" }, "↗")),
      frame));
  node.addEventListener("keydown", (event) => event.key === "Escape" && node.remove());
  screen.append(node);
  node.querySelector("button").focus({ preventScroll: true });
}

function isOurs(url) {
  const found = new URL(url, location.href);
  const local = new Set(["127.0.0.1", "localhost", "[::1]", location.hostname]);
  return local.has(found.hostname) && found.port === location.port;
}
