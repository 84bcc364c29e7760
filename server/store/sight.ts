/** Units whose rows a caller may see. */
export type Sight = "all" | readonly string[];
