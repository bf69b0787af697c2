// Enhancement only: every page works without it.
const toggle = document.querySelector('.filters-toggle');
const panel = document.getElementById('filter-panel');
if (toggle && panel) {
  toggle.hidden = false;
  panel.hidden = !panel.querySelector('.error'); // on wide screens the stylesheet shows it all the same
  toggle.setAttribute('aria-expanded', String(!panel.hidden));
  toggle.addEventListener('click', () => {
    panel.hidden = !panel.hidden;
    toggle.setAttribute('aria-expanded', String(!panel.hidden));
  });
}
for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) continue; // there is none on plain http
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    document.getElementById('said').textContent = 'Citation copied';
  });
}
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
for (const one of document.querySelectorAll('[data-fold]')) {
  if (matchMedia('(max-width: 40em)').matches) one.open = false;
}
if (!location.hash) document.querySelector('.para-here')?.scrollIntoView({ block: 'center' });
