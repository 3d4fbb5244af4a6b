/** One line that says what was just done, to eyes and to screen readers; it goes by itself. */
import { signal } from '@preact/signals';

const shownMs = 6_000;
const message = signal('');
let timer: ReturnType<typeof setTimeout> | undefined;

export function announce(text: string): void {
  clearTimeout(timer);
  message.value = text;
  timer = setTimeout(() => {
    message.value = '';
  }, shownMs);
}

export function Announcement() {
  return (
    <div class="announcement" role="status">
      {message.value !== '' && <p>{message.value}</p>}
    </div>
  );
}
