// Classifies a picture in this browser: reads it, brings it to the classifier's size, runs the model, shows the probabilities.
import * as ort from './ort.wasm.bundle.min.mjs';
import { toSize } from './resize.js';

const find = id => document.getElementById(id);
const model = JSON.parse(find('model').textContent);
const status = find('status');
const result = find('result');
const mostShown = 10;

const say = text => { status.textContent = text; };

const load = () => {
  ort.env.wasm.numThreads = 1; // more need headers that few static hosts send
  ort.env.wasm.wasmPaths = { wasm: new URL('ort-wasm-simd-threaded.wasm', import.meta.url).href };
  return ort.InferenceSession.create(new URL('model.onnx', import.meta.url).href, { executionProviders: ['wasm'] });
};

// Upright, in sRGB, on white where it is transparent, at its full size.
const decode = async file => {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const pixels = new Uint8ClampedArray(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    pixels[to++] = data[from];
    pixels[to++] = data[from + 1];
    pixels[to++] = data[from + 2];
  }
  return { data: pixels, width, height, channels: 3 };
};

const isJpeg = async file => {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0xff && second === 0xd8;
};

// Left to right, pixel by pixel.
const mirrored = data => {
  const { size, channels } = model;
  const result = new Float32Array(data.length);
  for (let to = 0; to < data.length; to++) {
    const pixel = Math.floor(to / channels);
    const column = pixel % size;
    result[to] = data[(pixel - column + size - 1 - column) * channels + to % channels];
  }
  return result;
};

// Of two classes the second from the threshold on, of more the likeliest.
const decide = probabilities => model.threshold === null
  ? probabilities.indexOf(Math.max(...probabilities))
  : Number(probabilities[1] >= model.threshold);

// What the run learnt of how far its probabilities can be believed, as far as the model does not apply it itself.
const calibrated = probabilities => {
  const { method, temperature, inputs, outputs } = model.calibration;
  if (method === 'Temperature') {
    const weights = probabilities.map(value => Math.max(value, 2 ** -23) ** (1 / temperature));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map(weight => weight / total);
  }
  if (method !== 'Isotonic') return probabilities;
  const next = inputs.findIndex(input => input >= probabilities[1]);
  const share = (probabilities[1] - inputs[next - 1]) / (inputs[next] - inputs[next - 1]);
  const second = next === 0 ? outputs[0] : next < 0 ? outputs.at(-1) : outputs[next - 1] + share * (outputs[next] - outputs[next - 1]);
  return [1 - second, second];
};

const classify = async (session, file) => {
  const small = toSize(await decode(file), model, await isJpeg(file));
  const views = model.isFlipAveraged ? [small.data, mirrored(small.data)] : [small.data];
  const pixels = new Float32Array(views.length * small.data.length);
  views.forEach((view, index) => pixels.set(view, index * small.data.length));
  const input = new ort.Tensor('float32', pixels, [views.length, model.size, model.size, model.channels]);
  const { data } = (await session.run({ input })).probabilities;
  const probabilities = model.classes.map((_, index) =>
    views.reduce((sum, _, view) => sum + data[view * model.classes.length + index], 0) / views.length);
  return { probabilities: calibrated(probabilities), label: decide(probabilities) };
};

// Nothing is certain: 99.97 % is not shown as 100.0 %.
const percent = share => share > 0.9995 ? '> 99.9 %' : share < 0.0005 ? '< 0.1 %' : `${(100 * share).toFixed(1)} %`;

const row = (name, probability, isAnswer) => {
  const item = document.createElement('li');
  item.className = isAnswer ? 'answer' : '';
  const text = Object.assign(document.createElement('bdi'), { textContent: name });
  const meter = Object.assign(document.createElement('meter'), { value: probability, ariaLabel: name });
  const figure = Object.assign(document.createElement('data'), { value: String(probability), textContent: percent(probability) });
  item.append(text, figure, meter);
  return item;
};

const show = (file, { probabilities, label }) => {
  const order = probabilities.map((_, index) => index).sort((left, right) => probabilities[right] - probabilities[left]);
  const rows = order.slice(0, mostShown).map(index => row(model.classes[index], probabilities[index], index === label));
  const rest = order.slice(mostShown);
  if (rest.length > 0) rows.push(row(`${rest.length} other classes`, rest.reduce((sum, index) => sum + probabilities[index], 0), false));
  find('probabilities').replaceChildren(...rows);
  find('answer').textContent = model.classes[label];
  find('name').textContent = file.name;
  URL.revokeObjectURL(find('picture').src);
  find('picture').src = URL.createObjectURL(file);
  result.hidden = false;
  say('Choose or drop another picture.');
};

let turn = 0;
const session = load();
session.then(
  () => { if (turn === 0) say('Ready. Choose a picture, or drop one here.'); },
  error => say(`The classifier cannot be loaded: ${error.message}`));

const take = async file => {
  if (!file) return;
  const own = ++turn;
  say(`Looking at ${file.name} …`);
  let told;
  try {
    const answer = await classify(await session, file);
    told = () => show(file, answer);
  } catch (error) {
    told = () => {
      result.hidden = true;
      say(`${file.name} cannot be classified: ${error.message} Is it a picture that this browser can show?`);
    };
  }
  if (own === turn) told(); // a picture that was chosen later has the last word
};

find('file').addEventListener('change', event => take(event.target.files[0]));
for (const kind of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(kind, event => {
    event.preventDefault();
    find('drop').classList.toggle('over', kind === 'dragover');
    if (kind === 'drop') take(event.dataTransfer.files[0]);
  });
}
