/** Who of the company's accounts is whom: nobody gets in by the company's word alone. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { CompanyAccount } from "../../shared/sync/access.ts";
import { tidyAccount } from "../auth/company.ts";
import { NewPerson, personOf } from "./access.ts";
import { created, noContent } from "./reply.ts";
import { route } from "./route.ts";

export const NewAccount = NewPerson.extend({
  /** As the provider's claim says it: an e-mail address, or a name at the company. */
  account: z.string().trim().min(1).max(200).transform(tidyAccount),
});

export const companyAccounts = [
  route({
    method: "get",
    path: "/company-accounts",
    access: "manageAccess",
    summary: { zh: "公司账号与人员的对应", en: "Which of the company's accounts is whom" },
    answer: z.array(CompanyAccount),
    handle: (_, { store }) => store.companyAccounts.all(),
  }),
  route({
    method: "post",
    path: "/company-accounts",
    access: "manageAccess",
    summary: {
      zh: "允许一个公司账号登录，并指定其角色和单位",
      en: "Lets one of the company's accounts sign in, as whom",
    },
    body: NewAccount,
    answer: CompanyAccount,
    status: 201,
    problems: ["unit_unknown", "already_exists"],
    handle: async ({ body, person: { name: by } }, { store, clock }) => {
      const { account } = body;
      const person = await personOf(store, body);
      const at = new Date(clock()).toISOString();
      const added = await store.companyAccounts.add({ account, person, by, at });
      if (!added) throw new Problem("already_exists", { what: account });
      return created(added);
    },
  }),
  route({
    method: "delete",
    path: "/company-accounts/{id}",
    access: "manageAccess",
    summary: {
      zh: "不再允许一个公司账号登录，并撤销此人的全部登录",
      en: "Takes an account off, and ends all sign-ins of its person",
    },
    answer: "",
    status: 204,
    problems: ["not_found"],
    handle: async ({ params: { id = "" } }, { store, clock }) => {
      const at = new Date(clock()).toISOString();
      if (!/^\d{1,15}$/.test(id) || !(await store.companyAccounts.remove(Number(id), at))) {
        throw new Problem("not_found");
      }
      return noContent();
    },
  }),
];
