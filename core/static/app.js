// Small behaviours on top of htmx and of plain pages. Everything works without them.
const root = document.documentElement;
const region = document.getElementById('meldinger');
const sending = new WeakMap();
root.classList.add('js');

function focusOn(element) {
  if (!element) return;
  if (!element.matches('a[href],button,input,select,textarea,[tabindex]')) element.tabIndex = -1;
  element.focus();
}

// Boxes that scroll can be reached with the keyboard; those that do not are no stop on the way.
function markScrolling() {
  for (const box of document.querySelectorAll('.scroll')) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
}

function release(form) {
  sending.get(form)?.removeAttribute('aria-busy');
  sending.delete(form);
}

// A form that is on its way is not sent again. In the capture phase, so that it comes before htmx.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (sending.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const pressed = event.submitter ?? form;
  sending.set(form, pressed);
  pressed.setAttribute('aria-busy', 'true');
  setTimeout(release, 8000, form); // stopped by the user, or the answer was a file
}, true);

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-send]')) event.target.form.requestSubmit();
});

document.addEventListener('htmx:beforeRequest', ({ detail }) => {
  detail.elt.setAttribute('aria-busy', 'true');
  if (detail.requestConfig.verb !== 'get') region?.replaceChildren();
});

document.addEventListener('htmx:afterRequest', ({ detail }) => {
  detail.elt.removeAttribute('aria-busy');
  release(detail.elt);
});

// htmx takes leave of each element that goes, with two events. In a list no element needs it, and there are hundreds.
document.addEventListener('htmx:beforeCleanupElement', ({ target }) => {
  if (target.id === 'liste') target.replaceChildren();
});

document.addEventListener('htmx:sendError', () => {
  if (region) region.textContent = region.dataset.offline;
});

// After a swap the focus goes to what must be mended. Else it stays where htmx kept it; where the pressed control is outside
// or gone, it goes to what the page points out, or to the new heading.
document.addEventListener('htmx:afterSettle', ({ detail }) => {
  const { elt, xhr, requestConfig } = detail;
  const find = (selector) => (elt.matches(selector) ? elt : elt.querySelector(selector));
  markScrolling();
  if (!requestConfig.triggeringEvent) return; // a part the page fetched by itself: nobody pressed anything
  const summary = xhr.status === 422 && find('.ds-error-summary');
  const active = document.activeElement;
  if (summary) focusOn(summary);
  else if (!elt.contains(active)) focusOn(find('[data-fokus]') ?? (active === document.body && find('h1,h2,h3,h4,h5')));
});

// A page that comes out of the browser's memory is asked for anew: the session may have ended since.
addEventListener('pagehide', (event) => { if (event.persisted) root.hidden = true; });
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
addEventListener('resize', markScrolling);

markScrolling();
focusOn(document.querySelector('.ds-error-summary,main [aria-invalid="true"]'));
// What a live region holds when the page comes is not read out: put in anew, it is.
if (region?.children.length) setTimeout(() => region.replaceChildren(...[...region.children].map((line) => line.cloneNode(true))), 300);
