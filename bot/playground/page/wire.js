// The way to the workspace: one snapshot, one live socket, and acts.

const LONGEST_PAUSE = 5000;

/** What the person sees of the workspace now. */
export async function snapshot(person) {
  const response = await fetch(`/play/state?as=${encodeURIComponent(person)}`);
  if (!response.ok) throw new Error(await sentence(response));
  return response.json();
}

/** Do something as `person`. Rejects with the sentence that the workspace gave. */
export function act(person, name, details = {}) {
  const body = JSON.stringify({ as: person, act: name, ...details });
  return answer("/play/act", { method: "POST", headers: { "Content-Type": "application/json" }, body });
}

/** Send files; with a channel they are posted there with `text`, without one they wait for a form to be submitted. */
export function upload(person, files, details = {}) {
  const body = new FormData();
  body.set("as", person);
  for (const [name, value] of Object.entries(details)) if (value) body.set(name, value);
  for (const file of files) body.append("files", file, file.name);
  return answer("/play/upload", { method: "POST", body });
}

/** Where a file is that `person` sees: a picture is shown there, anything else is downloaded. */
export const fileAddress = (person, id) => `/play/file/${encodeURIComponent(id)}?as=${encodeURIComponent(person)}`;

async function answer(path, request) {
  const response = await fetch(path, request).catch(() => null);
  if (!response) throw new Error("The workspace can't be reached. Is the playground still running?");
  if (!response.ok) throw new Error(await sentence(response));
  const result = await response.json();
  if (!result.ok) throw new Error(result.error);
  return result;
}

async function sentence(response) {
  const result = await response.json().catch(() => ({}));
  return result.error ?? `The workspace answered ${response.status}.`;
}

/** Listen to changes for as long as the page is open; `opened` is called on every new connection. */
export function listen(person, { opened, closed, changed }, pause = 250) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}/play/live?as=${encodeURIComponent(person)}`);
  let next = Math.min(pause * 2, LONGEST_PAUSE);
  socket.addEventListener("open", () => {
    next = 250;
    opened();
  });
  socket.addEventListener("message", (event) => changed(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    closed();
    setTimeout(() => listen(person, { opened, closed, changed }, next), pause);
  });
}
