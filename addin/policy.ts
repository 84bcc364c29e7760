/**
 * The page's content security policy allows no code made from text. Zod tries whether it may as soon as the first
 * schema is made, so this is imported before everything that makes one.
 */
import { z } from "zod";

z.config({ jitless: true });
