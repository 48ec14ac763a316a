// Brings pixels to a classifier's size as the command line does it (libvips: whole pixels are averaged first, then Lanczos with
// three lobes; larger pictures are made by cubic interpolation). What a browser's canvas does would give other probabilities.
// Pixels are { data, width, height, channels }, bytes row by row, channels side by side.

const lanczos = x => x === 0 ? 1 : Math.abs(x) >= 3 ? 0
  : 3 * Math.sin(Math.PI * x) * Math.sin(Math.PI * x / 3) / (Math.PI * x) ** 2;

const cubic = x => {
  const t = Math.abs(x);
  return t < 1 ? (1.5 * t - 2.5) * t * t + 1 : t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
};

// Makes one side another length: each value is a weighted sum of neighbours on its line. Beyond the edge, the edge goes on.
const along = (source, isVertical, length, taps) => {
  const { data, width, height, channels } = source;
  const result = isVertical ? { width, height: length, channels } : { width: length, height, channels };
  result.data = new Uint8ClampedArray(result.width * result.height * channels);
  const [before, step] = isVertical ? [height, width * channels] : [width, channels];
  const [lines, perLine] = isVertical ? [1, width * channels] : [height, channels];
  for (let place = 0; place < length; place++) {
    const { start, weights } = taps(place);
    const places = weights.map((_, tap) => Math.min(Math.max(start + tap, 0), before - 1) * step);
    for (let line = 0; line < lines; line++) {
      for (let value = 0; value < perLine; value++) {
        const first = line * before * step + value;
        let sum = 0;
        for (let tap = 0; tap < places.length; tap++) sum += weights[tap] * data[first + places[tap]];
        result.data[line * length * step + place * step + value] = sum; // a clamped array rounds
      }
    }
  }
  return result;
};

const average = (source, isVertical, factor) => {
  if (factor < 2) return source;
  const weights = new Array(factor).fill(1 / factor);
  const before = isVertical ? source.height : source.width;
  return along(source, isVertical, Math.ceil(before / factor), place => ({ start: place * factor, weights }));
};

const interpolate = (source, isVertical, length, scale) => {
  const kernel = scale > 1 ? lanczos : cubic;
  const spread = Math.max(scale, 1);
  const reach = (scale > 1 ? 3 : 2) * spread;
  return along(source, isVertical, length, place => {
    const centre = (place + 0.5) * scale - 0.5;
    const start = Math.ceil(centre - reach);
    const weights = [];
    for (let at = start; at <= centre + reach; at++) weights.push(kernel((at - centre) / spread));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { start, weights: weights.map(weight => weight / sum) };
  });
};

const scaleTo = (source, width, height) => {
  const scales = [[true, source.height / height, height], [false, source.width / width, width]];
  const factors = scales.map(([, scale]) => Math.max(1, Math.floor(scale / 2)));
  let result = source;
  scales.forEach(([isVertical], index) => { result = average(result, isVertical, factors[index]); });
  scales.forEach(([isVertical, scale, length], index) => {
    const rest = scale / factors[index];
    if (rest !== 1) result = interpolate(result, isVertical, length, rest);
  });
  return result;
};

// JPEG decoders halve as they decode, up to an eighth, and leave at least a factor of two.
const shrinkOnLoad = (source, width, height) => {
  const scale = Math.min(source.width / width, source.height / height);
  const factor = scale >= 16 ? 8 : scale >= 8 ? 4 : scale >= 4 ? 2 : 1;
  return average(average(source, true, factor), false, factor);
};

const cut = (source, left, top, size) => {
  const { data, width, channels } = source;
  const result = { data: new Uint8ClampedArray(size * size * channels), width: size, height: size, channels };
  for (let row = 0; row < size; row++) {
    const start = ((top + row) * width + left) * channels;
    result.data.set(data.subarray(start, start + size * channels), row * size * channels);
  }
  return result;
};

// Luma by ITU-R 601, as the command line has it.
const grey = source => {
  const result = { ...source, data: new Uint8ClampedArray(source.width * source.height), channels: 1 };
  for (let pixel = 0; pixel < result.data.length; pixel++) {
    const [red, green, blue] = source.data.subarray(pixel * 3, pixel * 3 + 3);
    result.data[pixel] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return result;
};

/** A picture of three channels as the classifier sees it: size × size pixels of its number of channels. */
export const toSize = (picture, { size, channels, fit }, isJpeg) => {
  const scale = fit === 'Crop' ? Math.max(size / picture.width, size / picture.height) : null;
  const [width, height] = scale === null
    ? [size, size]
    : [picture.width, picture.height].map(length => Math.max(size, Math.round(length * scale)));
  const loaded = isJpeg ? shrinkOnLoad(picture, width, height) : picture;
  const scaled = scaleTo(loaded, width, height);
  const framed = cut(scaled, Math.floor((width - size) / 2), Math.floor((height - size) / 2), size);
  return channels === 1 ? grey(framed) : framed;
};
