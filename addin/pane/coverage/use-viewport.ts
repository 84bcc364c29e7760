/** What of a scrolling element is in sight, in its own pixels. */
import { type RefObject, useEffect, useState } from "react";

export interface Viewport {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Until it can be measured: enough for a first drawing on any screen. */
const FIRST: Viewport = { top: 0, left: 0, width: 1200, height: 760 };

export function useViewport(element: RefObject<HTMLElement | null>): Viewport {
  const [viewport, setViewport] = useState(FIRST);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const measure = () =>
      setViewport({
        top: watched.scrollTop,
        left: watched.scrollLeft,
        width: watched.clientWidth,
        height: watched.clientHeight,
      });
    measure();
    watched.addEventListener("scroll", measure, { passive: true });
    addEventListener("resize", measure);
    return () => {
      watched.removeEventListener("scroll", measure);
      removeEventListener("resize", measure);
    };
  }, [element]);
  return viewport;
}
