'use strict';
(() => {
  const root = document.documentElement;
  const turns = Array.from(document.querySelectorAll('.turn'));

  // filter
  const filter = document.getElementById('filter');
  const words = document.getElementById('words');
  const decision = document.getElementById('decision');
  const shown = document.getElementById('shown');
  let texts = null;

  function apply() {
    const wanted = words.value.trim().toLocaleLowerCase();
    const kind = decision ? decision.value : '';
    if (wanted && !texts) {
      texts = turns.map(turn => turn.textContent.toLocaleLowerCase());
    }
    let count = 0;
    turns.forEach((turn, i) => {
      const match = (!kind || turn.classList.contains(kind)) && (!wanted || texts[i].includes(wanted));
      turn.hidden = !match;
      count += match ? 1 : 0;
    });
    shown.value = wanted || kind ? count + ' of ' + turns.length : '';
  }

  let pending = 0;
  words.addEventListener('input', () => {
    clearTimeout(pending);
    pending = setTimeout(apply, turns.length > 1000 ? 150 : 0);
  });
  if (decision) {
    decision.addEventListener('change', apply);
  }
  filter.hidden = turns.length < 2;

  // the remaining lifetime of each audio id
  const lifetime = 3600000;
  const now = () => root.hasAttribute('data-live') ? Date.now() : Number(root.dataset.at);

  function span(millis) {
    const seconds = Math.floor(millis / 1000);
    const parts = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
    const first = parts.findIndex(part => part > 0);
    if (first < 0) {
      return '0s';
    }
    return parts[first] + 'dhms'[first] + (parts[first + 1] > 0 ? ' ' + parts[first + 1] + 'dhms'[first + 1] : '');
  }

  let running = Array.from(document.querySelectorAll('.life[data-expires]'));
  let expired = 0;

  function tick() {
    const at = now();
    const before = expired;
    running = running.filter(life => {
      const left = Number(life.dataset.expires) - at;
      const share = Math.max(0, Math.min(1, left / lifetime));
      life.querySelector('rect').setAttribute('width', 120 * share);
      life.classList.toggle('short', share < 5 / 60);
      life.querySelector('span').textContent = left > 0 ? span(left) + ' remaining' : 'expired';
      expired += left > 0 ? 0 : 1;
      return left > 0;
    });
    if (expired > before) {
      const stale = document.getElementById('stale');
      stale.textContent = expired + (expired === 1 ? ' audio id has' : ' audio ids have')
          + ' expired since this page was made. An export would fold or replace more turns now.';
      stale.hidden = false;
    }
    if (running.length > 0 && root.hasAttribute('data-live')) {
      setTimeout(tick, 1000);
    }
  }
  tick();

  // where a sound is being played
  for (const audio of document.querySelectorAll('audio')) {
    const wave = audio.parentElement.querySelector('.wave');
    if (wave) {
      const width = wave.viewBox.baseVal.width;
      audio.addEventListener('timeupdate', () => {
        const x = audio.duration > 0 ? width * audio.currentTime / audio.duration : 0;
        wave.querySelector('.head').setAttribute('d', 'M' + x + ' 0V32');
        wave.classList.toggle('playing', !audio.ended);
      });
    }
  }

  // paper has no clicks
  window.addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach(details => { details.open = true; });
  });
})();
