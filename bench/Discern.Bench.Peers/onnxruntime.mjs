// How long ONNX Runtime takes for a model on made-up pictures, as a line of JSON.
// Usage: onnxruntime.mjs THE-RUNTIME'S-MODULE THREADS STEPS MODEL N,H,W,C
import { pathToFileURL } from 'node:url';

const [module, threads, steps, model, dims] = process.argv.slice(2);
const runtime = await import(pathToFileURL(module));
const ort = runtime.InferenceSession ? runtime : runtime.default;
const warmUps = 2;
const shape = dims.split(',').map(Number);
const session = await ort.InferenceSession.create(model, { logSeverityLevel: 3, intraOpNumThreads: Number(threads), interOpNumThreads: 1 });
const pixels = Float32Array.from({ length: shape.reduce((product, size) => product * size) }, (_, index) => (index * 0.618) % 1);
const feeds = { [session.inputNames[0]]: new ort.Tensor('float32', pixels, shape) };
const times = [];
for (let step = 0; step < warmUps + Number(steps); step++) {
  const start = performance.now();
  await session.run(feeds);
  times.push(performance.now() - start);
}

await session.release();
const sorted = times.slice(warmUps).sort((left, right) => left - right);
console.log(JSON.stringify({ milliseconds: sorted[Math.floor(sorted.length / 2)] }));
