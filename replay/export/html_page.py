"""The fixed parts of a session's page: its look, its frame and its script. Text only."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--paper:#f5f6f8;--card:#fff;--ink:#1b2430;--soft:#657180;
--line:#e2e6eb;
--accent:#2f6fde;--fill:#2f6fde;--wash:#2f6fde14;--mark:#e5484d;--shade:#0b0f1422}
@media(prefers-color-scheme:dark){:root{--paper:#12161c;--card:#1a2028;--ink:#e8edf3;
--soft:#93a0b0;
--line:#2a323d;--accent:#6ea0ff;--wash:#6ea0ff1f;--mark:#ff6b70;--shade:#0006}}
*{box-sizing:border-box}
html,body{height:100%;margin:0}
body{font:15px/1.45 system-ui,-apple-system,"Segoe UI",sans-serif;background:var(--paper);
color:var(--ink);
display:grid;grid-template-columns:minmax(240px,320px) 1fr;grid-template-rows:auto 1fr;
overflow:hidden}
header{grid-column:1/3;display:flex;gap:16px;align-items:center;padding:14px 22px;
background:var(--card);
border-bottom:1px solid var(--line)}
header h1{font-size:18px;margin:0;flex:1;overflow:hidden;text-overflow:ellipsis;
white-space:nowrap}
.badge{font-size:12px;font-weight:600;padding:3px 9px;border-radius:99px;background:var(--mark);
color:#fff;
white-space:nowrap}
button{font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:8px;
padding:6px 12px;cursor:pointer}
button:hover{background:var(--wash)}
button:focus-visible,li:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
button[aria-pressed=true]{background:var(--fill);border-color:var(--fill);color:#fff}
nav{overflow:auto;padding:12px;border-right:1px solid var(--line)}
nav ol{list-style:none;margin:0;padding:0}
nav li{display:grid;grid-template-columns:30px 1fr;gap:10px;padding:8px 10px;border-radius:9px;
cursor:pointer;
align-items:start}
nav li:hover{background:var(--wash)}
nav li[aria-current=true]{background:var(--fill);color:#fff}
nav li[aria-current=true] small{color:#fffc}
nav li b{display:grid;place-items:center;width:28px;height:28px;border-radius:8px;
background:var(--wash);
color:var(--accent);font-size:14px;font-weight:600}
nav li[aria-current=true] b{background:#fff3;color:#fff}
nav li span{display:block;overflow-wrap:anywhere;white-space:pre-wrap;max-height:4.4em;
overflow:hidden}
nav small{color:var(--soft);font-size:12px;font-variant-numeric:tabular-nums}
main{overflow:auto;padding:18px 22px;display:flex;flex-direction:column;gap:14px;min-width:0}
.head{display:flex;gap:10px;align-items:start;flex-wrap:wrap}
.head h2{font-size:20px;line-height:1.3;margin:0;flex:1 1 300px;overflow-wrap:anywhere;
white-space:pre-wrap;
max-height:6.6em;overflow:auto}
.group{display:flex;gap:6px}
.stage{display:grid;gap:14px;grid-template-columns:1fr}
.stage.both{grid-template-columns:1fr 1fr}
figure{margin:0;min-width:0}
figcaption{font-size:13px;color:var(--soft);padding:0 2px 6px;display:flex;
justify-content:space-between}
.shot{position:relative;background:var(--card);border:1px solid var(--line);border-radius:10px;
overflow:hidden;
box-shadow:0 6px 24px var(--shade)}
.shot img{display:block;width:100%}
.shot svg{position:absolute;inset:0;width:100%;height:100%;pointer-events:none}
.none{display:grid;place-items:center;color:var(--soft);text-align:center;
padding:30px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px;margin:0;font-size:14px;
background:var(--card);
border:1px solid var(--line);border-radius:10px;padding:14px 18px}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
details summary{cursor:pointer;color:var(--soft);padding:4px 2px}
details dl{margin-top:8px}
.bar{height:3px;background:var(--line);border-radius:3px}.bar i{display:block;height:3px;
border-radius:3px;
background:var(--accent)}
kbd{font:600 12px ui-monospace,monospace;border:1px solid var(--line);border-bottom-width:2px;
border-radius:5px;
padding:1px 6px;background:var(--card)}
.keys{color:var(--soft);font-size:13px}
@media(max-width:760px){body{grid-template-columns:1fr;grid-template-rows:auto 30vh 1fr}
header{grid-column:1}
nav{border-right:0;border-bottom:1px solid var(--line)}.stage.both{grid-template-columns:1fr}}
"""

BODY = """<body>
<header><h1 id="task"></h1><span class="badge">{status}</span></header>
<nav aria-label="Steps"><ol id="list"></ol></nav>
<main>
<div class="head"><h2 id="sentence"></h2>
<div class="group"><button id="back" aria-label="Step before">←</button>
<button id="next" aria-label="Next step">→</button></div>
<div class="group" role="group" aria-label="Pictures"><button data-view="before">Before</button>
<button data-view="both">Both</button><button data-view="after">After</button></div></div>
<div class="bar"><i id="done"></i></div>
<div class="stage" id="stage"></div>
<dl id="facts"></dl>
<details><summary>About this session</summary><dl id="about"></dl></details>
<p class="keys"><kbd>←</kbd> <kbd>→</kbd> step &nbsp; <kbd>B</kbd> before &nbsp;
<kbd>A</kbd> after
&nbsp; <kbd>S</kbd> side by side &nbsp; <kbd>Home</kbd> <kbd>End</kbd></p>
</main>"""

SCRIPT = """
"use strict";
(() => {
const data = JSON.parse(document.getElementById("session").textContent);
const steps = data.steps, image = data.image, $ = id => document.getElementById(id);
const ICONS = {click:"◎",drag:"⤳",scroll:"↕",type:"T",key:"⌨",hold:"⏱",
  move:"✥",wait:"…",finish:"✓"};
let now = 0, view = "both";
const make = (name, text, className) => {
  const node = document.createElement(name);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
};
const seconds = ns => (ns / 1e9).toFixed(2) + " s";
const list = $("list");
steps.forEach((step, index) => {
  const item = make("li"), words = make("div");
  item.tabIndex = 0;
  words.append(make("span", step.sentence), make("small", seconds(step.action.t_start_ns)));
  item.append(make("b", ICONS[step.action.type] || "•"), words);
  item.addEventListener("click", () => show(index));
  item.addEventListener("keydown", event => { if (event.key === "Enter") show(index); });
  list.append(item);
});
const SVG = "http://www.w3.org/2000/svg";
const draw = (parent, name, attributes) => {
  const node = document.createElementNS(SVG, name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  parent.append(node);
  return node;
};
const overlay = action => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${image.width} ${image.height}`);
  const at = (x, y) => [x - image.x, y - image.y], unit = Math.max(image.width,
image.height) / 100;
  const ring = (x, y, size) => {
    const common = {cx: x, cy: y, r: size, fill: "none"};
    draw(svg, "circle", {...common, stroke: "#fff", "stroke-width": unit * .55});
    draw(svg, "circle", {...common, stroke: "var(--mark)", "stroke-width": unit * .32});
  };
  const line = points => {
    const text = points.map(p => p.join(",")).join(" ");
    const common = {points: text, fill: "none", "stroke-linejoin": "round",
"stroke-linecap": "round"};
    draw(svg, "polyline", {...common, stroke: "#fff", "stroke-width": unit * .55});
    draw(svg, "polyline", {...common, stroke: "var(--mark)", "stroke-width": unit * .32});
  };
  const arrow = (x, y, dx, dy) => {
    const long = unit * 5, size = Math.hypot(dx, dy), ux = dx / size, uy = dy / size;
    const ex = x + ux * long, ey = y + uy * long, h = unit * 1.2;
    line([[x, y], [ex, ey]]);
    line([[ex - ux * h - uy * h, ey - uy * h + ux * h], [ex, ey], [ex - ux * h + uy * h,
ey - uy * h - ux * h]]);
  };
  const kind = action.type;
  const pointed = ["click", "scroll",
"move"].includes(kind) || (kind === "hold" && action.button);
  if (kind === "drag") {
    line((action.path.length ? action.path : [[action.x, action.y], [action.x2, action.y2]])
      .map(p => at(p[0], p[1])));
    ring(...at(action.x, action.y), unit * .8);
    ring(...at(action.x2, action.y2), unit * 1.5);
  } else if (pointed && action.x !== null) {
    const [x, y] = at(action.x, action.y);
    ring(x, y, unit * 1.5);
    if (kind === "click" && action.count > 1) ring(x, y, unit * .8);
    if (kind === "scroll") arrow(x, y, action.dx, -action.dy);
  }
  return svg;
};
const picture = (number, name, step, marked) => {
  const figure = make("figure"), caption = make("figcaption"), box = make("div", undefined,
"shot");
  const seen = name === "Before" ? step.before : step.after;
  caption.append(make("span", name), make("span", seen ? seconds(seen.t_ns) : ""));
  if (number === null) {
    const none = make("div", `No picture ${name.toLowerCase()} this step is known.`, "none");
    none.style.aspectRatio = `${image.width} / ${image.height}`;
    box.append(none);
  } else {
    const shown = make("img");
    shown.src = $("p" + number).src;
    shown.alt = `The screen ${name.toLowerCase()} step ${step.index + 1}`;
    box.append(shown);
    if (marked) box.append(overlay(step.action));
  }
  figure.append(caption, box);
  return figure;
};
const facts = (target, rows) => {
  target.replaceChildren();
  for (const [name, value] of rows) target.append(make("dt", name), make("dd", value));
};
const show = index => {
  if (!steps.length) { $("sentence").textContent = "This session has no steps."; return; }
  now = Math.min(steps.length - 1, Math.max(0, index));
  const step = steps[now], action = step.action, stage = $("stage");
  [...list.children].forEach((item, i) => item.setAttribute("aria-current", String(i === now)));
  list.children[now].scrollIntoView({block: "nearest"});
  $("sentence").textContent = `${now + 1}. ${step.sentence}`;
  $("done").style.width = 100 * (now + 1) / steps.length + "%";
  stage.className = "stage " + view;
  stage.replaceChildren();
  if (view !== "after") stage.append(picture(step.p, "Before", step, true));
  if (view !== "before") stage.append(picture(step.q, "After", step, false));
  for (const button of document.querySelectorAll("[data-view]"))
    button.setAttribute("aria-pressed", String(button.dataset.view === view));
  const span = `${step.events[0]} to ${step.events[1]}`;
  const took = seconds(action.t_end_ns - action.t_start_ns);
  const rows = [["Step", `${step.id}, ${action.type}, events ${span}`],
    ["Time", `${seconds(action.t_start_ns)}, for ${took}`]];
  const lag = step.before && (step.before.lag_ns / 1e6).toFixed(0);
  if (step.before) rows.push(["Screen last seen", `${lag} ms before it`]);
  if (step.window && step.window.app) rows.push(["Application", step.window.app]);
  if (step.window && step.window.title) rows.push(["Window", step.window.title]);
  if (action.modifiers && action.modifiers.length) rows.push(["Held",
action.modifiers.join(" + ")]);
  if (action.modifiers === null) rows.push(["Held", "not known"]);
  if (typeof action.text === "string") rows.push(["Text", action.text]);
  facts($("facts"), rows);
};
const look = name => { view = name; show(now); };
$("task").textContent = data.task || "A session without a task";
facts($("about"), data.facts);
$("back").addEventListener("click", () => show(now - 1));
$("next").addEventListener("click", () => show(now + 1));
for (const button of document.querySelectorAll("[data-view]"))
  button.addEventListener("click", () => look(button.dataset.view));
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const keys = {ArrowRight: () => show(now + 1), ArrowLeft: () => show(now - 1),
Home: () => show(0),
    ArrowDown: () => show(now + 1), ArrowUp: () => show(now - 1),
    End: () => show(steps.length - 1), b: () => look("before"), a: () => look("after"),
s: () => look("both")};
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act) { event.preventDefault(); act(); }
});
show((parseInt(location.hash.slice(1), 10) || 1) - 1);
})();
"""
