/** Style sheets are imported for their effect alone; webpack takes them out into a file. */
declare module "*.scss";
