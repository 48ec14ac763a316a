// Draws the map, and what is chosen on it by a line, or by a ring that keys move. The server says which pictures lie there.
const map = document.getElementById('map');
const canvas = document.getElementById('map-canvas');
const context = canvas.getContext('2d');
const probe = getComputedStyle(document.documentElement);
const colours = [...document.querySelectorAll('#legend .swatch')].map(swatch => getComputedStyle(swatch).backgroundColor);

const mostCorners = 120;
const leastDrag = 6; // pixels: less is a click
const ringCorners = 24;

let kind = map.dataset.kind;
let points = [];
let side = 1;
let line = parse(map.dataset.area); // corners, 0 to 1
let ring = { x: 0.5, y: 0.5, radius: 0.08, isShown: false };
let isDrawing = false;

function parse(text) {
  if (!text) return [];
  return text.slice(text.indexOf(':') + 1).split(';').map(corner => corner.split(',').map(Number));
}

const size = () => canvas.clientWidth;

const path = corners => {
  context.beginPath();
  for (const [x, y] of corners) context.lineTo(x * size(), y * size());
};

const draw = () => {
  const scale = devicePixelRatio;
  canvas.width = canvas.height = Math.round(size() * scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  const only = Number(document.querySelector('#legend input:checked')?.value ?? -1);
  const quiet = probe.getPropertyValue('--line-strong');
  const radius = Math.max(1.5, Math.min(4, 60 / Math.sqrt(points.length / 3 + 1)));
  for (const isFront of [false, true]) { // what is brought out lies above the rest
    for (let index = 0; index < points.length; index += 3) {
      const label = points[index + 2];
      if ((only < 0 || label === only) !== isFront) continue;
      context.fillStyle = isFront ? colours[label] ?? probe.getPropertyValue('--training') : quiet;
      context.globalAlpha = isFront ? 0.8 : 0.35;
      context.beginPath();
      context.arc(points[index] / side * size(), points[index + 1] / side * size(), radius, 0, 2 * Math.PI);
      context.fill();
    }
  }
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.strokeStyle = probe.getPropertyValue('--text');
  if (line.length > 1) {
    path(line);
    if (!isDrawing) context.closePath();
    context.stroke();
  }
  if (ring.isShown) {
    path(circle());
    context.closePath();
    context.setLineDash([5, 4]);
    context.stroke();
    context.setLineDash([]);
  }
};

const load = async () => {
  const answer = await fetch(`/map/points?kind=${kind}`);
  if (!answer.ok) return;
  ({ points, side } = await answer.json());
  canvas.setAttribute('aria-label', `Map of ${points.length / 3} pictures`);
  map.hidden = points.length === 0;
  draw();
};

const circle = () => Array.from({ length: ringCorners }, (_, corner) => {
  const angle = 2 * Math.PI * corner / ringCorners;
  return [ring.x + ring.radius * Math.cos(angle), ring.y + ring.radius * Math.sin(angle)];
});

const thinned = corners => {
  const step = Math.max(1, Math.ceil(corners.length / mostCorners));
  return corners.filter((_, index) => index % step === 0);
};

const choose = corners => {
  line = corners;
  draw();
  const selection = document.getElementById('selection');
  if (corners.length < 3) {
    selection.replaceChildren();
    history.replaceState(null, '', `/map?kind=${kind}`);
    return;
  }
  const area = `${kind}:${corners.map(corner => corner.map(share => share.toFixed(4)).join(',')).join(';')}`;
  history.replaceState(null, '', `/map?area=${encodeURIComponent(area)}`); // a reload shows the same
  htmx.ajax('GET', `/map/selection?area=${encodeURIComponent(area)}`, { source: '#selection', target: '#selection', swap: 'innerHTML' });
};

const place = event => {
  const box = canvas.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
};

canvas.addEventListener('pointerdown', event => {
  if (event.button !== 0) return;
  event.preventDefault();
  canvas.focus({ preventScroll: true });
  canvas.setPointerCapture(event.pointerId);
  isDrawing = true;
  ring.isShown = false;
  line = [place(event)];
});

canvas.addEventListener('pointermove', event => {
  if (!isDrawing) return;
  line.push(place(event));
  draw();
});

canvas.addEventListener('pointerup', event => {
  if (!isDrawing) return;
  isDrawing = false;
  const [x, y] = place(event);
  const across = Math.max(...line.map(corner => Math.hypot(corner[0] - x, corner[1] - y))) * size();
  if (line.length >= 3 && across >= leastDrag) {
    choose(thinned(line));
    return;
  }
  ring = { ...ring, x, y, radius: 0.02 }; // a click is a small ring
  choose(circle());
});

canvas.addEventListener('pointercancel', () => { isDrawing = false; line = []; draw(); });

const step = 0.02;
const keys = {
  ArrowLeft: () => { ring.x = Math.max(0, ring.x - step); },
  ArrowRight: () => { ring.x = Math.min(1, ring.x + step); },
  ArrowUp: () => { ring.y = Math.max(0, ring.y - step); },
  ArrowDown: () => { ring.y = Math.min(1, ring.y + step); },
  '+': () => { ring.radius = Math.min(0.7, ring.radius * 1.25); },
  '-': () => { ring.radius = Math.max(0.01, ring.radius / 1.25); },
  ' ': () => choose(circle()),
  Escape: () => { ring.isShown = false; choose([]); },
};

canvas.addEventListener('keydown', event => {
  const act = keys[event.key === '=' ? '+' : event.key];
  if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  ring.isShown = event.key !== 'Escape';
  act();
  draw();
});

document.getElementById('legend')?.addEventListener('change', draw);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => location.reload()); // the colours are read once
new ResizeObserver(draw).observe(canvas);

if (map.dataset.running) {
  const events = new EventSource('/map/events');
  events.addEventListener('progress', () => htmx.ajax('GET', '/map/state', { source: '#map-state', target: '#map-state', swap: 'innerHTML' }));
  events.addEventListener('drawn', event => {
    if (line.length === 0) kind = event.data; // a line belongs to the map that it was drawn on
    load();
  });
  events.addEventListener('end', () => {
    events.close();
    if (line.length === 0) location.reload(); // squares and the other map have come
  });
}
load();
