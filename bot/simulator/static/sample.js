// Pictures to send: one drawn here (a meter box at night), or a file made small enough.

const LONGEST = 1280;

export async function samplePicture() {
  const canvas = new OffscreenCanvas(720, 960);
  draw(canvas.getContext("2d"));
  return base64(await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 }));
}

export async function filePicture(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return base64(await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 }));
}

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function draw(g) {
  const wall = g.createLinearGradient(0, 0, 720, 960);
  wall.addColorStop(0, "#5b5f66");
  wall.addColorStop(1, "#2c2f35");
  g.fillStyle = wall;
  g.fillRect(0, 0, 720, 960);
  g.strokeStyle = "rgba(0,0,0,.25)";
  g.lineWidth = 3;
  for (let y = 0, row = 0; y < 960; y += 60, row += 1) {
    line(g, 0, y, 720, y);
    for (let x = row % 2 ? 0 : 70; x < 720; x += 140) line(g, x, y, x, y + 60);
  }
  box(g, 150, 170, 420, 600, "#c9cdd2");
  box(g, 180, 200, 360, 340, "#e9ecef");
  box(g, 220, 240, 280, 90, "#9fb59a");
  g.fillStyle = "#26312a";
  g.font = "700 58px monospace";
  g.fillText("004218.6", 226, 305);
  g.fillStyle = "#444";
  g.font = "26px sans-serif";
  g.fillText("kWh", 430, 372);
  for (let x = 232; x < 400; x += 8) {
    g.fillRect(x, 400, (x % 3) + 2, 70);
  }
  g.fillStyle = "#f4b400";
  g.beginPath();
  g.arc(470, 440, 17, 0, 7);
  g.fill();
  box(g, 180, 570, 360, 160, "#f7f7f7");
  for (let at = 0; at < 4; at += 1) {
    box(g, 205 + at * 82, 592, 64, 116, "#fff");
    box(g, 222 + at * 82, at === 2 ? 652 : 610, 30, 40, at === 2 ? "#b23b3b" : "#2f3b4a");
  }
  const light = g.createRadialGradient(330, 300, 60, 360, 460, 620);
  light.addColorStop(0, "rgba(255,244,214,.28)");
  light.addColorStop(1, "rgba(0,0,0,.5)");
  g.fillStyle = light;
  g.fillRect(0, 0, 720, 960);
}

function line(g, x1, y1, x2, y2) {
  g.beginPath();
  g.moveTo(x1, y1);
  g.lineTo(x2, y2);
  g.stroke();
}

function box(g, x, y, width, height, colour) {
  g.fillStyle = colour;
  g.shadowColor = "rgba(0,0,0,.4)";
  g.shadowBlur = 14;
  g.beginPath();
  g.roundRect(x, y, width, height, 10);
  g.fill();
  g.shadowBlur = 0;
}
