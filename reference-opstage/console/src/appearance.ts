/** Light or dark, as chosen before; run before the first paint, so that the page never flashes in the other one. */
const chosen = localStorage.getItem('opstage.appearance');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.appearance = chosen;
