// A page that nobody uses locks itself: what stands on it is taken away, and the sign-in page comes. How long a session lasts is
// the server's to say, and the server is asked before anything is locked: another window may have used it. Only a hand on
// the page counts as use, and is told to the server at most once a minute; asking how long is left does not.
{
  const watch = document.getElementById('vakt');
  const others = new BroadcastChannel('fotfeste');
  if (watch) guard(watch);
  // Here nobody is signed in: do the other windows know?
  else others.postMessage('');

  function guard({ dataset }) {
    const secrets = document.getElementById('vakt-skjema');
    const words = document.getElementById('vakt-varsel').content;
    const [limit, warning] = [dataset.limit * 1000, dataset.warning * 1000];
    let told = Date.now();
    // The server may have noted this page's coming a little earlier. `known` is what was believed before its last answer.
    let ends = told + limit - warning;
    let known = ends;
    let timer, typed, covered, over;

    const form = () => [...document.forms].find((one) => one.method === 'post' && addressOf(one) === typed);
    const addressOf = (one) => new URL(one.getAttribute('action') ?? '', location).href;

    function send(address, fields) {
      const body = new URLSearchParams([...new FormData(secrets), ...fields]);
      return fetch(address, { method: 'POST', body, signal: AbortSignal.timeout(5000) });
    }

    // A 400 says that the browser's session is another's now, or nobody's. Without an answer our own count holds.
    async function ask(fields = []) {
      known = ends;
      try {
        const answer = await send(dataset.ask, fields);
        if (answer.ok) ends = Date.now() + 1000 * await answer.text();
        else if (answer.status === 400) ends = 0;
      } catch {}
    }

    // Asks where it is needed. After a sleep the page is covered meanwhile.
    async function look(doubt) {
      if (over) return;
      if (Date.now() >= ends) covered = root.hidden = true;
      if (doubt || ends - Date.now() <= warning) await ask();
      settle();
    }

    // Timers stop while a machine sleeps: no wait is long.
    function settle() {
      if (over) return;
      clearTimeout(timer);
      const left = ends - Date.now();
      if (left <= 0) return lock();
      if (covered) covered = root.hidden = false;
      warn(left <= warning);
      timer = setTimeout(look, Math.min(10000, left > warning ? left - warning : left));
    }

    function warn(on) {
      if (on === watch.matches(':popover-open') || !watch.isConnected) return;
      if (on) watch.append(words.cloneNode(true));
      if (on && form()) watch.querySelector('[data-typed]').hidden = false;
      watch.togglePopover(on);
      if (!on) watch.replaceChildren();
    }

    async function use(event) {
      if (!event.isTrusted || over) return;
      if (Date.now() >= ends) return look();
      if (Date.now() - told < warning && !watch.matches(':popover-open')) return;
      told = Date.now();
      await ask([['brukt', '1']]);
      settle();
    }

    async function lock() {
      over = covered = root.hidden = true;
      const left = form();
      const fields = left ? [...new FormData(left)].map(([name, text]) => [`felt.${name}`, text]) : [];
      const { pathname, search } = new URL(typed ?? '', location);
      // Else it was ended elsewhere, or has lasted its time.
      const unused = known - Date.now() <= warning && Date.now() - told >= limit - 2 * warning;
      document.body.replaceChildren();
      await send(dataset.lock, [...fields, ['skjema', pathname + search]]).catch(() => {});
      location.replace(`${dataset.out}${Number(unused)}&neste=${encodeURIComponent(location.pathname + location.search)}`);
    }

    for (const kind of ['pointerdown', 'keydown', 'input', 'wheel', 'click']) addEventListener(kind, use, true);
    addEventListener('input', ({ target }) => { if (target.form?.method === 'post') typed = addressOf(target.form); });
    addEventListener('focus', () => look());
    document.addEventListener('visibilitychange', () => document.hidden || look(true));
    others.onmessage = () => look(true);
    settle();
  }
}
