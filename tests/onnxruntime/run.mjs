// Runs models in ONNX Runtime. Takes [{model, dims, values}] on standard input, gives [{output: {dims, values}}] on
// standard output; the runtime's package is the first argument.
import { readFileSync } from 'node:fs';

const runtime = await import(process.argv[2]);
const ort = runtime.InferenceSession ? runtime : runtime.default;
if (process.argv[2] === 'onnxruntime-web') {
  ort.env.wasm.numThreads = 1;
}

const answers = [];
for (const { model, dims, values } of JSON.parse(readFileSync(0, 'utf8'))) {
  const options = { logSeverityLevel: 3, intraOpNumThreads: 1, interOpNumThreads: 1 };
  const session = await ort.InferenceSession.create(readFileSync(model), options);
  const input = new ort.Tensor('float32', Float32Array.from(values), dims);
  const outputs = await session.run({ [session.inputNames[0]]: input });
  answers.push(Object.fromEntries(session.outputNames.map(name =>
    [name, { dims: [...outputs[name].dims].map(Number), values: Array.from(outputs[name].data, Number) }])));
  await session.release();
}

process.stdout.write(JSON.stringify(answers));
