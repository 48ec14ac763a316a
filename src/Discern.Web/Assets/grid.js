// The grid of pictures: only what is in view is in the page, the rest is its height. Keys go from picture to picture and decide.
// Without this module the same page shows the same pictures, some at a time, with a form for what is chosen.
const grid = document.getElementById('grid');
const form = document.getElementById('decide');
const classes = JSON.parse(grid.dataset.classes);
const headers = { ...JSON.parse(document.body.getAttribute('hx-headers')), 'HX-Request': 'true' };

const chunkSize = 60;
const leastWidth = 150;
const gap = 12;
const lineHeight = 18;
const tallest = 15_000_000; // browsers draw no page that is much higher
const mostKept = 40; // chunks

let total = Number(grid.dataset.total);
let columns = 1;
let tileWidth = leastWidth;
let rowHeight = 240;
let current = 0;
let version = 0;
const chunks = new Map(); // number of the chunk → its tiles, or a promise of them; the one used last is last
const shown = new Map(); // number of the picture → its element
const chosen = new Set(); // paths

const measure = () => {
  const width = grid.clientWidth;
  columns = Math.max(2, Math.floor((width + gap) / (leastWidth + gap)));
  tileWidth = (width - gap * (columns - 1)) / columns;
  rowHeight = Math.ceil(tileWidth) + lineHeight * Number(grid.dataset.lines) + gap + 4;
  const rows = Math.ceil(total / columns);
  const height = Math.min(rows * rowHeight, tallest);
  grid.style.height = `${height}px`;
  grid.classList.toggle('cut', rows * rowHeight > tallest);
  for (const tile of shown.values()) place(tile);
};

const place = tile => {
  const number = Number(tile.dataset.number);
  tile.style.width = `${tileWidth}px`;
  tile.style.height = `${rowHeight - gap}px`;
  tile.style.transform = `translate(${(number % columns) * (tileWidth + gap)}px, ${Math.floor(number / columns) * rowHeight}px)`;
};

const load = async chunk => {
  const own = version;
  const response = await fetch(`${grid.dataset.source}&from=${chunk * chunkSize}&count=${chunkSize}`, { headers });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  const template = document.createElement('template');
  template.innerHTML = await response.text();
  if (own !== version) return [];
  return [...template.content.querySelectorAll('.tile')];
};

const tilesOf = chunk => {
  const kept = chunks.get(chunk);
  if (kept) {
    chunks.delete(chunk);
    chunks.set(chunk, kept);
    return Array.isArray(kept) ? kept : null;
  }
  const promise = load(chunk).then(
    tiles => { if (chunks.get(chunk) === promise) { chunks.set(chunk, tiles); draw(); } },
    error => { chunks.delete(chunk); say(`Pictures cannot be loaded: ${error.message}. Is the studio still running?`); });
  chunks.set(chunk, promise);
  while (chunks.size > mostKept) chunks.delete(chunks.keys().next().value);
  return null;
};

const range = () => {
  const top = -grid.getBoundingClientRect().top;
  const spare = innerHeight; // a screen above and below
  const first = Math.max(0, Math.floor((top - spare) / rowHeight)) * columns;
  const last = Math.min(total, (Math.floor((top + innerHeight + spare) / rowHeight) + 1) * columns);
  return [Math.min(first, total), Math.max(first, last)];
};

const draw = () => {
  const [first, last] = range();
  for (const [number, tile] of shown) {
    const isWanted = number >= first && number < last;
    if (!isWanted && !tile.contains(document.activeElement)) { tile.remove(); shown.delete(number); }
  }
  for (let chunk = Math.floor(first / chunkSize); chunk * chunkSize < last; chunk++) {
    for (const tile of tilesOf(chunk) ?? []) {
      const number = Number(tile.dataset.number);
      if (number < first || number >= last || shown.has(number)) continue;
      shown.set(number, tile);
      dress(tile);
      place(tile);
      const next = [...grid.children].find(other => Number(other.dataset.number) > number); // the order of reading is that of the eye
      grid.insertBefore(tile, next ?? null);
    }
  }
};

const dress = tile => {
  const isCurrent = Number(tile.dataset.number) === current;
  const box = tile.querySelector('input');
  box.checked = chosen.has(tile.dataset.path);
  box.tabIndex = -1;
  tile.querySelector('a').tabIndex = isCurrent ? 0 : -1;
};

// Scrolling asks for much that is passed by: what is loaded is what is still in view a moment later.
let waiting = 0;
const scrolled = () => {
  if (waiting) return;
  waiting = requestAnimationFrame(() => { waiting = 0; draw(); });
};

const say = text => {
  const notice = Object.assign(document.createElement('p'), { className: 'alert', textContent: text });
  document.getElementById('notice').replaceChildren(notice);
};

const settle = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));

const go = async number => {
  if (total === 0) return;
  current = Math.max(0, Math.min(total - 1, number));
  const top = grid.getBoundingClientRect().top + scrollY + Math.floor(current / columns) * rowHeight;
  const cover = getComputedStyle(form).position === 'sticky' ? form.offsetHeight + 8 : 8;
  if (top < scrollY + cover) scrollTo(0, top - cover);
  else if (top + rowHeight > scrollY + innerHeight) scrollTo(0, top + rowHeight - innerHeight);
  draw();
  const chunk = Math.floor(current / chunkSize);
  const own = version;
  if (chunks.get(chunk) instanceof Promise) { await chunks.get(chunk); draw(); }
  if (own !== version) return;
  for (const tile of shown.values()) dress(tile);
  shown.get(current)?.querySelector('a').focus({ preventScroll: true });
};

const restart = async () => {
  version++;
  chunks.clear();
  const hadFocus = grid.contains(document.activeElement) || document.activeElement === document.body;
  if (hadFocus) grid.focus({ preventScroll: true }); // the tile that has it goes; keys that are pressed meanwhile are still meant
  for (const tile of shown.values()) tile.remove();
  shown.clear();
  measure();
  draw();
  await settle();
  if (hadFocus) await go(current);
};

// One thing after the other: what a key means is asked when all before it is done and shown, however fast they are pressed.
let turn = Promise.resolve();
const inTurn = act => {
  turn = turn.then(act).catch(error => say(`That was not done: ${error.message}. Is the studio still running?`));
};

const fieldsOfForm = () => new URLSearchParams(new FormData(form));

const show = async response => {
  const text = await response.text();
  if (!response.ok) {
    document.getElementById('notice').innerHTML = text;
    return;
  }
  document.getElementById('notice').replaceChildren();
  document.getElementById('status').outerHTML = text;
  total = Number(document.getElementById('status').dataset.total);
  chosen.clear();
  form.elements.all.checked = false;
  await restart();
};

const decide = async (action, fields, body = fieldsOfForm()) => {
  for (const name of ['path', ...fields.map(([name]) => name)]) body.delete(name); // a key's class goes before that of the form
  for (const [name, value] of fields) body.append(name, value);
  await show(await fetch(action, { method: 'POST', body, headers }));
};

const meant = () => {
  const paths = chosen.size > 0 ? [...chosen] : [shown.get(current)?.dataset.path].filter(Boolean);
  return paths.map(path => ['path', path]);
};

const keys = {
  ArrowRight: () => go(current + 1),
  ArrowLeft: () => go(current - 1),
  ArrowDown: () => go(current + columns),
  ArrowUp: () => go(current - columns),
  PageDown: () => go(current + columns * Math.max(1, Math.floor(innerHeight / rowHeight))),
  PageUp: () => go(current - columns * Math.max(1, Math.floor(innerHeight / rowHeight))),
  Home: () => go(0),
  End: () => go(total - 1),
  ' ': () => {
    const box = shown.get(current)?.querySelector('input');
    if (box) box.click();
  },
  Delete: () => decide('/data/set-aside', meant()),
  u: () => decide('/data/undo', []),
};

grid.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const label = classes[Number(event.key) - 1];
  const act = keys[event.key] ?? (classes.length > 1 && label !== undefined ? () => decide('/data/relabel', [...meant(), ['class', label]]) : null);
  if (!act) return;
  event.preventDefault();
  const isHeld = event.repeat && !event.key.startsWith('Arrow') && !event.key.startsWith('Page');
  if (!isHeld) inTurn(act); // a key that is held down goes on, but decides once
});

grid.addEventListener('focusin', event => {
  const tile = event.target.closest('.tile');
  if (!tile) return;
  current = Number(tile.dataset.number);
  for (const other of shown.values()) dress(other);
});

grid.addEventListener('change', event => {
  const { path } = event.target.closest('.tile').dataset;
  if (event.target.checked) chosen.add(path); else chosen.delete(path);
});

form.addEventListener('submit', event => {
  event.preventDefault();
  const action = event.submitter.getAttribute('formaction') ?? form.getAttribute('action');
  const paths = [...chosen].map(path => ['path', path]);
  const body = fieldsOfForm(); // as the form was when the button was pressed
  inTurn(() => decide(action, paths, body));
});

document.addEventListener('submit', event => {
  if (event.target.dataset.decision !== 'undo') return;
  event.preventDefault();
  inTurn(() => decide('/data/undo', []));
});

// Pictures from the desktop: sent together, they are one decision.
const addForm = document.getElementById('add-form');
const add = body => inTurn(async () => show(await fetch(addForm.action, { method: 'POST', body, headers })));

addForm?.addEventListener('submit', event => {
  event.preventDefault();
  add(new FormData(addForm));
  addForm.querySelector('[type=file]').value = '';
});

const bins = document.getElementById('bins');
const hasFiles = event => bins && event.dataTransfer?.types.includes('Files');

for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  document.addEventListener(kind, event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    const bin = event.target.closest?.('#bins li');
    const isOut = kind === 'drop' || (kind === 'dragleave' && event.relatedTarget === null);
    bins.hidden = isOut;
    for (const each of bins.querySelectorAll('li')) each.classList.toggle('over', each === bin && !isOut);
    if (kind !== 'drop') return;
    if (!bin) {
      say('Nothing was added: drop the pictures on a class.');
      return;
    }
    const body = new FormData(addForm);
    body.delete('picture');
    body.set('class', bin.dataset.class);
    for (const file of event.dataTransfer.files) body.append('picture', file);
    add(body);
  });
}
if (addForm) document.getElementById('add-ways').hidden = false;

document.getElementById('pager').hidden = true;
grid.classList.add('virtual');
grid.tabIndex = -1;
grid.replaceChildren();
addEventListener('scroll', scrolled, { passive: true });
new ResizeObserver(() => { measure(); draw(); }).observe(document.documentElement);
measure();
draw();
