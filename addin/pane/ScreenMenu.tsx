/** Where there is no room for a list of screens beside the page, they are in a menu. */
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { NavigationRegular } from "@fluentui/react-icons/svg/navigation";
import { SCREEN_ICONS } from "./screen-icons.tsx";
import { usePane } from "./use-pane.ts";
import { useRoute } from "./use-route.ts";
import { useScreens } from "./use-screens.ts";

export function ScreenMenu() {
  const { texts } = usePane();
  const { go } = useRoute();
  const { screens, current } = useScreens();
  if (!current || screens.length < 2) return null;
  const title = texts.desk.screens[current.id];
  return (
    <nav aria-label={texts.desk.navigation}>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            icon={<NavigationRegular />}
            aria-label={texts.desk.menu(title)}
            title={texts.desk.navigation}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {screens.map(({ id }) => {
              const Icon = SCREEN_ICONS[id];
              return (
                <MenuItem
                  key={id}
                  icon={<Icon />}
                  aria-current={id === current.id ? "page" : undefined}
                  onClick={() => go(id)}
                >
                  {texts.desk.screens[id]}
                </MenuItem>
              );
            })}
          </MenuList>
        </MenuPopover>
      </Menu>
    </nav>
  );
}
