// Keeps the page of a training as it is: the server tells what is new, and that part is asked for. Without this module a reload does the same.
const training = document.getElementById('training');

if (training?.dataset.running) {
  const events = new EventSource('/train/events');
  // Each part asks for itself: of requests from one element, htmx forgets all that wait but the last.
  const show = part => htmx.ajax('GET', `/train/${part}`, { source: `#${part}`, target: `#${part}`, swap: 'innerHTML' });
  events.addEventListener('progress', () => show('progress'));
  events.addEventListener('curves', () => show('curves'));
  events.addEventListener('end', () => {
    events.close();
    location.reload(); // what can be begun or gone on with has changed as well
  });
}
