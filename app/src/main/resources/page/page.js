"use strict";

const output = document.getElementById("output");
const state = document.getElementById("state");
const startButton = document.getElementById("start");
const stopButton = document.getElementById("stop");
const LONGEST_OUTPUT = 5000;
let running = null;

function show(line, kind) {
  const atEnd = output.scrollTop + output.clientHeight >= output.scrollHeight - 4;
  const row = document.createElement("span");
  row.className = kind;
  row.textContent = line + "\n";
  output.append(row);
  while (output.childElementCount > LONGEST_OUTPUT) output.firstElementChild.remove();
  if (atEnd) output.scrollTop = output.scrollHeight;
}

function take(event) {
  if (event.name !== "control") {
    show(event.data, event.name);
    return;
  }
  const control = JSON.parse(event.data);
  const parts = [control.status];
  if (control.exit_code !== undefined) parts.push("exit code " + control.exit_code);
  if (control.message) parts.push(control.message);
  state.textContent = parts.join(" · ");
}

function parse(block) {
  const event = { name: "message", data: [] };
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) event.name = line.slice(7);
    if (line.startsWith("data:")) event.data.push(line.slice(line[5] === " " ? 6 : 5));
  }
  return { name: event.name, data: event.data.join("\n"), empty: event.data.length === 0 };
}

async function run(command, kubeconfig) {
  const answer = await fetch("/sse", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept": "text/event-stream" },
    body: JSON.stringify({ command, kubeconfig }),
    signal: running.signal,
  });
  if (!answer.ok) {
    const problem = await answer.json();
    show(problem.detail, "stderr");
    state.textContent = problem.title;
    return;
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const blocks = rest.split("\n\n");
    rest = blocks.pop();
    blocks.map(parse).filter((event) => !event.empty).forEach(take);
  }
}

document.getElementById("run").addEventListener("submit", async (submit) => {
  submit.preventDefault();
  const form = new FormData(submit.target);
  output.replaceChildren();
  state.textContent = "running";
  running = new AbortController();
  startButton.disabled = true;
  stopButton.disabled = false;
  try {
    await run(form.get("command"), form.get("kubeconfig"));
  } catch (failure) {
    state.textContent = failure.name === "AbortError" ? "stopped" : "the connection broke";
  } finally {
    startButton.disabled = false;
    stopButton.disabled = true;
  }
});

stopButton.addEventListener("click", () => running && running.abort());

async function showTools() {
  const body = document.getElementById("tools");
  const { tools } = await (await fetch("/tools/status")).json();
  body.replaceChildren(...Object.entries(tools).map(([name, tool]) => {
    const row = document.createElement("tr");
    for (const text of [name, tool.description, tool.available ? tool.version : tool.error]) {
      const cell = document.createElement("td");
      cell.textContent = text;
      row.append(cell);
    }
    return row;
  }));
}

showTools().catch(() => { document.getElementById("tools").textContent = "not available"; });
