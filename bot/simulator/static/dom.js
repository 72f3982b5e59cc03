// Elements, icons and times. Nothing here or elsewhere sets markup from text.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function setProp(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "class") node.className = value;
  else node.setAttribute(name, value === true ? "" : value);
}

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  back: ["M15 4 7 12l8 8"],
  more: ["M5 12h.01M12 12h.01M19 12h.01"],
  close: ["M6 6l12 12M18 6 6 18"],
  voice: ["M8 9.5a4 4 0 0 1 0 5M11.5 7a8 8 0 0 1 0 10M15 4.500a12 12 0 0 1 0 15"],
  keyboard: ["M4 7h16v10H4zM7.5 10.500h.01M11 10.500h.01M14.5 10.500h.01M17 10.500h.01M8.5 14h7"],
  smile: ["M8.5 10h.01M15.5 10h.01M8 14.200c2 2.600 6 2.600 8 0"],
  plus: ["M12 7.500v9M7.5 12h9"],
  photo: ["M4 6h16v12H4zM4 15l4.5-4 4 3.5 3-2.5 4.5 4M15.5 9.500h.01"],
  camera: ["M4 8h4l1.5-2h5L16 8h4v11H4z", "M12 16a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"],
  pin: ["M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11z", "M12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"],
  mic: ["M12 14a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6.5 11a5.5 5.5 0 0 0 11 0M12 17v3.5"],
  link: ["M10 14a4 4 0 0 0 6 .5l2.5-2.500a4 4 0 0 0-5.700-5.700L11.5 7.600M14 10a4 4 0 0 0-6-.5L5.5 12a4 4 0 0 0 5.700 5.700l1.300-1.300"],
  scan: ["M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16"],
  copies: ["M8 8h12v12H8zM5 16H4V4h12v1"],
  again: ["M19 12a7 7 0 1 1-2.200-5.100M19 4v4h-4"],
  menu: ["M5 7h14M5 12h14M5 17h14"],
  person: ["M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.7-4 3.700-6 7.5-6s6.800 2 7.5 6"],
};
const ROUND = new Set(["smile", "plus", "voice", "keyboard"]);

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const paths = ROUND.has(name) ? ["M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20z", ...PATHS[name]] : PATHS[name];
  for (const d of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  if (ROUND.has(name)) svg.classList.add("ringed");
  return svg;
}

export function button(label, name, onclick, props = {}) {
  return el("button", { type: "button", "aria-label": label, title: label, onclick, ...props }, icon(name));
}

const two = (n) => String(n).padStart(2, "0");

export function clock(date = new Date()) {
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function stamp(ms) {
  const date = new Date(ms);
  const today = new Date().toDateString() === date.toDateString();
  return today ? clock(date) : `${date.getMonth() + 1}月${date.getDate()}日 ${clock(date)}`;
}

const COLOURS = ["#f0a04b", "#5b8def", "#8e6bd8", "#e0709b", "#3fae9c", "#c98a4b", "#6a9b52"];

export function avatar(name) {
  const sum = [...name].reduce((total, char) => total + char.codePointAt(0), 0);
  const node = el("span", { class: "avatar", "aria-hidden": "true" }, [...name][0] || "？");
  node.style.background = COLOURS[sum % COLOURS.length];
  return node;
}

export function botAvatar() {
  const node = el("span", { class: "avatar bot", "aria-hidden": "true" });
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 64 64");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", "M36 8 16 37h13l-3 19 22-31H34z");
  svg.append(path);
  node.append(svg);
  return node;
}
