// Talking to the workspace: acts go out one by one, everything that happens comes back as events.

import { toast } from "./page.js";

// True when the workspace took the act; a person is told when it did not.
export async function act(name, values) {
  try {
    const response = await fetch("/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ act: name, ...values }),
    });
    if (response.ok) return true;
    const answer = await response.json().catch(() => ({}));
    toast(answer.problem ?? "That did not work.");
  } catch {
    toast("Hallway cannot be reached. Is it still running?");
  }
  return false;
}

// `handlers` by event name, and "lost" for a connection that broke; the browser connects again by itself.
export function listen(user, handlers) {
  const source = new EventSource(`/stream?as=${encodeURIComponent(user)}`);
  for (const name of ["snapshot", "message", "removed", "state"]) {
    source.addEventListener(name, (event) => handlers[name](JSON.parse(event.data)));
  }
  source.addEventListener("error", () => {
    handlers.lost();
    // A refused stream is closed for good by the browser: try it again.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => handlers.again(), 2000);
  });
  return source;
}
