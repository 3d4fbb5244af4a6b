/** A page: its title in the tab and on the page, which takes the focus when one has come here from another page. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface PageProps {
  title: string;
  /** Where this page lies, outermost first. */
  trail?: readonly (readonly [title: string, href: string])[];
  /** Beside the title: a status. */
  beside?: ComponentChildren;
  about?: ComponentChildren;
  /** What can be done here. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

let opened = false;

export function Page({ title, trail = [], beside, about, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Opstage`;
  }, [title]);
  useEffect(() => {
    // The first page leaves the focus where the browser put it.
    if (opened) heading.current?.focus({ preventScroll: true });
    opened = true;
  }, []);
  return (
    <article class="page">
      <header class="page-head">
        <div class="page-title">
          {trail.length > 0 && (
            <p class="trail">
              {trail.map(([name, href]) => (
                <span key={href}>
                  <a href={href}>{name}</a> <span aria-hidden="true">/</span>{' '}
                </span>
              ))}
            </p>
          )}
          <div class="title-line">
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {beside}
          </div>
          {about !== undefined && <div class="about">{about}</div>}
        </div>
        {actions !== undefined && <div class="actions">{actions}</div>}
      </header>
      {children}
    </article>
  );
}
