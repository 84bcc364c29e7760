/** The screens of whoever is signed in, and the one in sight. */
import { type Screen, screensFor } from "./screens.tsx";
import { usePane } from "./use-pane.ts";
import { useRoute } from "./use-route.ts";

/** An address that leads nowhere, or to what the person may not see, leads to the first screen. */
export function useScreens(): { readonly screens: readonly Screen[]; readonly current: Screen | null } {
  const { state } = usePane();
  const { screen } = useRoute();
  const screens = state.session ? screensFor(state.session.role) : [];
  return { screens, current: screens.find(({ id }) => id === screen) ?? screens[0] ?? null };
}
