/** The demonstration month: made-up units, people and news around the policy's nine accounts. */

export interface DemoUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: "plant" | "shop";
  readonly base: string | null;
  readonly lead: string;
}

const unit = (code: string, name: string, lead: string, base: string | null = null): DemoUnit => ({
  code,
  name,
  kind: base === null ? "plant" : "shop",
  base,
  lead,
});

export const DEMO_UNITS: readonly DemoUnit[] = [
  unit("P01", "扬州工厂", "李明"),
  unit("P02", "深圳工厂", "陈建国"),
  unit("P03", "驻马店工厂", "赵海燕"),
  unit("S01", "南京4S店", "周洋", "P01"),
  unit("S02", "上海4S店", "吴倩", "P01"),
  unit("S03", "广州4S店", "林志强", "P02"),
  unit("S04", "惠州4S店", "黄丽华", "P02"),
  unit("S05", "郑州4S店", "孙磊", "P03"),
  unit("S06", "武汉4S店", "何静", "P03"),
];

export const DEMO_HEADQUARTERS = "王志远";

export interface DemoAccount {
  readonly name: string;
  /** Name, province, city, business. */
  readonly branches: readonly (readonly [string, string, string, string])[];
  /** Name, haulage, lanes. */
  readonly carriers: readonly (readonly [string, string, string])[];
  /** Name, title, role in the decision. */
  readonly contacts: readonly (readonly [string, string, string])[];
  readonly products: readonly string[];
  /** 万元 for one vehicle. */
  readonly price: number;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    name: "招商物流",
    branches: [
      ["华东分公司", "上海", "上海", "快消品干线与城配"],
      ["华南分公司(深圳)", "广东", "深圳", "家电与快消品配送"],
    ],
    carriers: [["安达运输有限公司", "干线运输", "上海—广州"]],
    contacts: [
      ["刘志峰", "运输总监", "决策者"],
      ["马晓燕", "设备采购经理", "采购"],
    ],
    products: ["厢式车", "半挂车", "冷藏车"],
    price: 28.6,
  },
  {
    name: "中外运",
    branches: [
      ["中海壳牌项目", "广东", "惠州", "石化产品出厂运输"],
      ["华北公司", "北京", "北京", "国际货代与集装箱"],
    ],
    carriers: [["惠州港通运输有限公司", "危化品运输", "惠州—珠三角"]],
    contacts: [
      ["邓伟", "项目经理", "影响者"],
      ["方国强", "车队队长", "使用者"],
    ],
    products: ["罐式车", "集装箱骨架车"],
    price: 36.8,
  },
  {
    name: "中石油",
    branches: [
      ["中油运输", "新疆", "乌鲁木齐", "成品油配送"],
      ["华东销售公司", "江苏", "南京", "成品油销售与配送"],
    ],
    carriers: [["中油运输江苏车队", "危化品运输", "苏南各库"]],
    contacts: [
      ["石磊", "装备处处长", "决策者"],
      ["谢敏", "招标主管", "把关者"],
    ],
    products: ["罐式车"],
    price: 42.5,
  },
  {
    name: "中石化",
    branches: [["河南石油分公司", "河南", "郑州", "成品油配送"]],
    carriers: [["豫通危货运输有限公司", "危化品运输", "郑州—豫南"]],
    contacts: [["韩冬", "物流部主任", "决策者"]],
    products: ["罐式车", "半挂车"],
    price: 41.2,
  },
  {
    name: "中邮物流",
    branches: [["江苏省公司", "江苏", "南京", "邮件与包裹干线"]],
    carriers: [["苏邮快运有限公司", "干线运输", "南京—北京"]],
    contacts: [["曹健", "网运部经理", "影响者"]],
    products: ["厢式车", "车辆运输车"],
    price: 24.3,
  },
  {
    name: "中海物流",
    branches: [["华南公司", "广东", "广州", "港口集疏运"]],
    carriers: [["粤海集装箱运输有限公司", "集装箱运输", "南沙—东莞"]],
    contacts: [["梁伟民", "集卡事业部总经理", "决策者"]],
    products: ["集装箱骨架车"],
    price: 12.8,
  },
  {
    name: "宝华物流",
    branches: [["华中分公司", "湖北", "武汉", "钢材与建材运输"]],
    carriers: [["楚运物流有限公司", "干线运输", "武汉—长沙"]],
    contacts: [["高峰", "运营副总", "决策者"]],
    products: ["半挂车", "仓栅车"],
    price: 15.6,
  },
  {
    name: "围绕可口可乐项目的客户群",
    branches: [["太古可口可乐配送中心", "河南", "郑州", "饮料城配"]],
    carriers: [["鼎盛配送服务部", "城市配送", "郑州市区"]],
    contacts: [["罗娜", "供应链经理", "影响者"]],
    products: ["厢式车", "仓栅车"],
    price: 19.9,
  },
  {
    name: "中远物流",
    branches: [["上海公司", "上海", "上海", "工程物流与大件"]],
    carriers: [["申远大件运输有限公司", "大件运输", "上海—西部"]],
    contacts: [["蒋文", "工程物流部经理", "决策者"]],
    products: ["半挂车", "集装箱骨架车"],
    price: 22.4,
  },
];

export const DEMO_HEADS: Readonly<Record<string, string>> = { P01: "郑国栋", P02: "许文", P03: "马涛" };

/** Which accounts a unit deals with, by their place in `DEMO_ACCOUNTS`. */
export const DEMO_TERRITORY: Readonly<Record<string, readonly number[]>> = {
  P01: [0, 2, 4, 8],
  P02: [0, 1, 5],
  P03: [3, 6, 7],
  S01: [2, 4],
  S02: [0, 8],
  S03: [5, 1],
  S04: [1],
  S05: [3, 7],
  S06: [6],
};

export interface DemoNomination {
  readonly unit: string;
  /** How many months before the last one it is filed. */
  readonly monthsBefore: number;
  readonly name: string;
  readonly aliases: string;
  readonly category: string;
  readonly industry: string;
  readonly grounds: string;
  readonly filedOn: string;
  /** The base plant's head, and HQ, in the month after: what they say to it. */
  readonly endorsement?: string;
  readonly decision?: {
    readonly kind: "accepted" | "potential" | "declined" | "asked";
    readonly reason: string;
  };
}

/** What units nominate themselves. */
export const DEMO_NOMINATIONS: readonly DemoNomination[] = [
  {
    unit: "P02",
    monthsBefore: 2,
    name: "顺丰速运",
    aliases: "顺丰、SF",
    category: "一类·采购频繁",
    industry: "邮政快递",
    grounds: "深圳总部，全国干线车队持续扩充，年采购量大、品种多。",
    filedOn: "2026-08-12",
    decision: { kind: "accepted", reason: "采购频繁、多地交运，符合第一类大客户。" },
  },
  {
    unit: "S01",
    monthsBefore: 1,
    name: "金陵个体车队联盟",
    aliases: "",
    category: "一类·采购频繁",
    industry: "其他",
    grounds: "南京周边个体车主自发组成，偶有集中购车的意向。",
    filedOn: "2026-09-08",
    endorsement: "情况属实，请总部定夺。",
    decision: { kind: "declined", reason: "没有统一的采购主体，作为零散客户由门店跟进即可。" },
  },
  {
    unit: "P03",
    monthsBefore: 1,
    name: "中原冷链",
    aliases: "中原冷链物流",
    category: "一类·采购频繁",
    industry: "医药冷链",
    grounds: "省内新建三座冷库，冷藏车保有量两年内预计翻番。",
    filedOn: "2026-09-15",
    decision: { kind: "potential", reason: "发展势头好，现阶段列为潜在大客户，每季度复看。" },
  },
  {
    unit: "S05",
    monthsBefore: 0,
    name: "黄金叶烟草物流",
    aliases: "黄金叶",
    category: "三类·同业延伸",
    industry: "烟草",
    grounds: "全省烟草配送统一车型，做成一家可带动同行业其他用户。",
    filedOn: "2026-10-12",
    endorsement: "同意上报，本厂已有同类车型的供货经验。",
  },
  {
    unit: "S03",
    monthsBefore: 0,
    name: "招商物流集团华南有限公司",
    aliases: "招商华南",
    category: "二类·行业标杆",
    industry: "第三方物流",
    grounds: "广州片区仓配业务扩大，近期有二十台厢式车的更新计划。",
    filedOn: "2026-10-20",
  },
];

/** Carriers that one unit alone tells of, under names close to what others call them: unit, account, name, haulage, lanes. */
export const DEMO_OWN_CARRIERS: readonly (readonly [string, string, string, string, string])[] = [
  ["S02", "招商物流", "安达汽车运输有限公司", "干线运输", "上海—广州"],
  ["S03", "中海物流", "粤海集装箱运输(广州)公司", "集装箱运输", "南沙—东莞、佛山"],
];

/** Fleets on which two units do not agree: unit, account, branch, vehicles. */
export const DEMO_OTHER_FLEETS: readonly (readonly [string, string, string, number])[] = [
  ["S02", "招商物流", "华东分公司", 86],
];

/** Units that file nothing, and units that file late, three months by turns. */
export const DEMO_TURNS: readonly { readonly silent: readonly string[]; readonly late: readonly string[] }[] =
  [
    { silent: ["S03"], late: ["S01"] },
    { silent: ["S06"], late: ["S05"] },
    { silent: [], late: ["P03", "S06"] },
  ];

export interface DemoEvent {
  readonly kind: string;
  readonly weight: string;
  readonly channel: string;
  readonly body: string;
  readonly action: string;
}

export const DEMO_EVENTS: readonly DemoEvent[] = [
  {
    kind: "招标投标",
    weight: "紧急",
    channel: "电话",
    body: "客户下月对 60 台运输车辆公开招标，技术条件已在征求意见。",
    action: "总部牵头与客户装备部门对接技术条件。",
  },
  {
    kind: "人员变动",
    weight: "重要",
    channel: "面谈",
    body: "主管车辆采购的副总调任，新任负责人十一月到岗。",
    action: "安排拜访新任负责人。",
  },
  {
    kind: "采购计划",
    weight: "重要",
    channel: "邮件",
    body: "明年车辆更新计划初稿约 120 台，上半年执行一半。",
    action: "提供一站式方案和分期交付计划。",
  },
  {
    kind: "业务发展",
    weight: "一般",
    channel: "面谈",
    body: "新签两条区域配送线路，年底前需要增加运力。",
    action: "",
  },
  {
    kind: "竞争动态",
    weight: "重要",
    channel: "电话",
    body: "竞争品牌以延长质保和驻点服务争取该客户的续购订单。",
    action: "由售后部门提出驻点服务方案。",
  },
  {
    kind: "售后服务",
    weight: "一般",
    channel: "电话",
    body: "三台车反映厢体密封件老化，已安排就近 4S 店更换。",
    action: "",
  },
];

/** By rating 1–5. */
export const DEMO_REMARKS: readonly string[] = [
  "对交付延误意见很大，本月未安排见面，关系需要总部出面修复。",
  "价格分歧较大，采购部门沟通不畅，续购有流失的风险。",
  "关系平稳，日常沟通正常，本月没有新的采购意向。",
  "与运营部门沟通顺畅，对产品质量认可，愿意参与新车型试用。",
  "高层互访顺利，明年框架协议基本谈妥，合作意愿很强。",
];

export const DEMO_WORDS = {
  outlook: ["竞争对手报价低 5%,需要关注。", "新线路开通，年底前有增购机会。", ""],
  plan: ["拜访客户总部采购部门。", "组织试用车辆回访。", "配合总部完成技术交流。"],
  source: ["客户采购部", "客户车队", "同行介绍"],
  rivalBrands: ["东润", "华威", "通达"],
  noPurchase: "本月仅有意向，未签单。",
  carrierAccepted: "各单位均有往来，纳入名单。",
} as const;
