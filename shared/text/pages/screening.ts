/** Words of the screens on which HQ screens, merges and decides. */
export const zh = {
  all: "全部",
};

export const en: typeof zh = {
  all: "All",
};
