// What the plus button offers: everything that a phone can send besides words, and delivery faults.

import * as api from "./api.js";
import { el, icon } from "./dom.js";
import { filePicture, samplePicture } from "./sample.js";
import { field, form, item, sheet, submit } from "./sheet.js";

export function tray(phone) {
  const file = el("input", { type: "file", accept: "image/*", class: "sr", tabindex: "-1", "aria-label": "选照片" });
  file.addEventListener("change", () => {
    if (file.files[0]) phone.sendWhen(filePicture(file.files[0]).then((data) => ({ kind: "image", data })));
    file.value = "";
  });
  const tiles = [
    ["照片", "photo", () => file.click()],
    ["样本照片", "camera", () => phone.sendWhen(samplePicture().then((data) => ({ kind: "image", data })))],
    ["位置", "pin", () => pickPlace(phone)],
    ["语音", "mic", () => speak(phone)],
    ["扫一扫", "scan", () => scan(phone)],
    ["链接", "link", () => shareLink(phone)],
    ["投递三次", "copies", (event) => phone.toggleCopies(event.currentTarget)],
    ["重投上一条", "again", () => phone.run(api.again(phone.openid))],
  ];
  const node = el("div", { class: "tray", hidden: true, role: "group", "aria-label": "更多" }, file);
  for (const [label, name, onclick] of tiles) {
    const pressed = name === "copies" ? { "aria-pressed": "false" } : {};
    node.append(el("button", { type: "button", class: "tile", onclick, ...pressed }, el("span", {}, icon(name)), label));
  }
  return node;
}

export function speak(phone) {
  const heard = field("平台给出的识别结果", { placeholder: "留空：平台没有识别（现在大多如此）" });
  const seconds = field("时长（秒）", { type: "number", min: "1", max: "60", value: "3" });
  const close = sheet(phone.screen, "发一段语音", form(() => {
    close();
    phone.send({ kind: "voice", recognition: heard.input.value.trim(), seconds: Number(seconds.input.value) || 3 });
  }, heard.node, seconds.node, submit("发送语音")));
}

function pickPlace(phone) {
  const label = field("地名", { placeholder: "手机上显示的地名" });
  const latitude = field("纬度", { inputmode: "decimal", placeholder: "31.1234" });
  const longitude = field("经度", { inputmode: "decimal", placeholder: "104.1234" });
  const fault = el("p", { class: "fault", role: "alert" });
  const go = (name, lat, lon) => {
    close();
    phone.send({ kind: "location", label: name, latitude: lat, longitude: lon });
  };
  const places = api.setup.places.map(([name, lat, lon]) =>
    item(name, () => go(name, lat, lon), `${lat.toFixed(4)}, ${lon.toFixed(4)}`));
  const close = sheet(phone.screen, "发送位置",
    el("div", { class: "list" }, ...places),
    form(() => {
      const [lat, lon] = [latitude, longitude].map((one) => Number.parseFloat(one.input.value));
      if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) go(label.input.value.trim(), lat, lon);
      else fault.textContent = "请填纬度（-90 到 90）和经度（-180 到 180）";
    }, label.node, el("div", { class: "pair" }, latitude.node, longitude.node), fault, submit("发送这个位置")));
}

function scan(phone) {
  const scene = field("场景值", { placeholder: "二维码里的内容", maxlength: "64" });
  const go = (value) => {
    if (!value) return;
    close();
    phone.send({ kind: "scan", scene: value });
  };
  const known = [...new Set([...api.setup.scenes, ...phone.codes])];
  const hint = phone.follows ? "" : "还没有关注：扫码就会关注（subscribe 带场景值）";
  const close = sheet(phone.screen, "扫一扫", hint && el("p", { class: "hint" }, hint),
    el("div", { class: "list" }, ...known.map((one) => item(one, () => go(one)))),
    form(() => go(scene.input.value.trim()), scene.node, submit("扫这个码")));
}

function shareLink(phone) {
  const title = field("标题", { value: "小区停电了，谁知道怎么回事？" });
  const url = field("网址", { value: "https://example.com/post/1", inputmode: "url" });
  const about = field("摘要", { value: "邻居群里转来的" });
  const close = sheet(phone.screen, "转发一个链接", form(() => {
    close();
    phone.send({ kind: "link", title: title.input.value, url: url.input.value, description: about.input.value });
  }, title.node, url.node, about.node, submit("发送链接")));
}

export function settings(phone) {
  const name = field("名字", { value: phone.who.name, maxlength: "12" });
  const number = field("手机号（收到的短信显示在这部手机上）", { value: phone.who.phone, inputmode: "tel", placeholder: "可以不填" });
  const act = (work) => () => {
    close();
    work();
  };
  const follow = phone.follows
    ? item("取消关注", act(() => phone.send({ kind: "unfollow" })), "机器人要立刻删除这位居民的资料")
    : item("关注公众号", act(() => phone.send({ kind: "follow" })));
  const close = sheet(phone.screen, phone.who.name,
    form(() => {
      close();
      phone.run(api.change(phone.openid, { name: name.input.value, phone: number.input.value }));
    }, name.node, number.node, submit("保存")),
    el("div", { class: "list" }, follow,
      item("当作 48 小时没说话", act(() => phone.run(api.idle(phone.openid))), "之后的主动消息会被平台拒绝（45015）"),
      item("移除这部手机", act(() => phone.run(api.remove(phone.openid))), "聊天记录一起删除")));
}
