// What the page asks of the server.

async function call(method, path, body) {
  const response = await fetch(path, {
    method, headers: body ? { "Content-Type": "application/json" } : {}, body: body ? JSON.stringify(body) : undefined,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? answer.description ?? `HTTP ${response.status}`);
  return answer;
}

export const get = (path) => call("GET", path);
export const post = (path, body) => call("POST", path, body);

export function listen(onEvent, onLost) {
  const source = new EventSource("/sandbox/events");
  let lost = false;
  source.addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
  source.addEventListener("open", () => { if (lost) onEvent({ type: "reload" }); lost = false; });
  source.addEventListener("error", () => { lost = true; onLost(); });
}
