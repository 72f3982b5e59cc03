// The page's calls to /simulator.

const base = document.body.dataset.base.replace(/\/$/, "");

export const setup = JSON.parse(document.getElementById("setup").textContent);

export async function post(path, body = {}) {
  const answer = await fetch(base + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(found.error || `请求失败（${answer.status}）`);
  return found;
}

const of = (openid) => `/residents/${encodeURIComponent(openid)}`;

export const send = (openid, said, copies = 1) => post(`${of(openid)}/send`, { said, copies });
export const again = (openid) => post(`${of(openid)}/again`);
export const idle = (openid) => post(`${of(openid)}/idle`);
export const change = (openid, fields) => post(of(openid), fields);
export const remove = (openid) => post(`${of(openid)}/remove`);
export const add = (name) => post("/residents", { name });
export const agents = (online) => post("/agents", { online });
export const agentSays = (openid, text) => post(`${of(openid)}/agent`, { text });
export const agentLeaves = (openid) => post(`${of(openid)}/agent/leave`);
