// Sends a picture as soon as it is chosen, dropped, pasted or taken, and shows the answer and then the maps as they come. Without it the form does the same by a reload.
const find = id => document.getElementById(id);
const form = find('try-form');
const say = text => { find('try-status').textContent = text; };
let turn = 0;
let maps;
let camera;

const refine = () => {
  maps?.close();
  const section = document.querySelector('#trial [data-maps]');
  if (!section) return;
  const place = section.querySelector('.maps');
  place.innerHTML = '<p class="quiet">Looking …</p>';
  place.setAttribute('aria-busy', 'true');
  const source = maps = new EventSource(section.dataset.maps);
  const end = () => {
    source.close();
    place.removeAttribute('aria-busy');
  };
  source.addEventListener('map', event => { place.innerHTML = event.data; });
  source.addEventListener('failure', event => { place.innerHTML = event.data; end(); });
  source.addEventListener('done', () => { end(); say('Done.'); });
  source.addEventListener('error', end); // asking again would begin anew
};

const send = async (file, name) => {
  const own = ++turn;
  const data = new FormData(form);
  data.set('picture', file, name ?? file.name);
  find('notice').replaceChildren();
  say('Looking at the picture …');
  let html;
  let isAnswer = false;
  try {
    const headers = { 'HX-Request': 'true', ...JSON.parse(document.body.getAttribute('hx-headers')) };
    const answer = await fetch(form.action, { method: 'POST', body: data, headers });
    isAnswer = answer.ok;
    html = await answer.text();
  } catch (error) {
    html = '<p class="alert" role="alert">The studio does not answer. Is it still running?</p>';
  }
  if (own !== turn) return; // a picture that came later has the last word
  maps?.close();
  find(isAnswer ? 'trial' : 'notice').innerHTML = html;
  if (!isAnswer) find('trial').replaceChildren();
  say(isAnswer ? `The answer is ${document.querySelector('#trial h2').textContent}.` : '');
  if (isAnswer) refine();
};

const closeCamera = () => {
  camera?.getTracks().forEach(track => track.stop());
  camera = undefined;
  find('viewfinder').hidden = true;
  find('camera').hidden = false;
};

const openCamera = async () => {
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch (error) {
    say(`The camera cannot be used: ${error.message}.`);
    return;
  }
  find('video').srcObject = camera;
  find('viewfinder').hidden = false;
  find('camera').hidden = true;
  find('shoot').focus();
};

const shoot = () => {
  const video = find('video');
  const canvas = Object.assign(document.createElement('canvas'), { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext('2d').drawImage(video, 0, 0);
  canvas.toBlob(picture => { if (picture) send(picture, 'camera.jpg'); }, 'image/jpeg', 0.95);
  closeCamera();
  find('camera').focus();
};

const picture = items => [...items].find(file => file.type.startsWith('image/')) ?? items[0];

if (form) {
  find('try-ways').hidden = false;
  find('camera').hidden = !navigator.mediaDevices?.getUserMedia;
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (find('try-file').files[0]) send(find('try-file').files[0]);
  });
  find('try-file').addEventListener('change', event => { if (event.target.files[0]) send(event.target.files[0]); });
  find('camera').addEventListener('click', openCamera);
  find('shoot').addEventListener('click', shoot);
  find('close').addEventListener('click', () => { closeCamera(); find('camera').focus(); });
  document.addEventListener('paste', event => {
    if (event.clipboardData.files.length > 0) send(picture(event.clipboardData.files), 'pasted');
  });
  for (const kind of ['dragover', 'dragleave', 'drop']) {
    document.addEventListener(kind, event => {
      event.preventDefault();
      find('drop').classList.toggle('over', kind === 'dragover');
      if (kind === 'drop' && event.dataTransfer.files.length > 0) send(picture(event.dataTransfer.files));
    });
  }
  refine();
}
