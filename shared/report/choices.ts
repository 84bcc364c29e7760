/**
 * The closed lists of the reporting template. The Chinese text is the value: it stands in the cell, on the wire
 * and in the store. English labels and the short forms people type are understood on reading.
 */
export interface Choice {
  readonly value: string;
  readonly en: string;
  /** Other ways people write it. */
  readonly also?: readonly string[];
}

const choice = (value: string, en: string, ...also: string[]): Choice => ({ value, en, also });

export const CHOICES = {
  category: [
    choice("一类·采购频繁", "Class 1 · frequent buyer", "一类", "第一类", "采购频繁", "1"),
    choice("二类·行业标杆", "Class 2 · flagship of its trade", "二类", "第二类", "行业标杆", "2"),
    choice("三类·同业延伸", "Class 3 · opens its trade", "三类", "第三类", "同业延伸", "3"),
  ],
  level: [
    choice("集团大客户", "Group key account", "集团", "集团级"),
    choice("单位级·潜在大客户", "Unit level · potential", "单位级", "潜在大客户", "潜在"),
  ],
  industry: [
    choice("第三方物流", "Third-party logistics", "物流"),
    choice("石油石化", "Oil and petrochemicals", "石油", "石化"),
    choice("化工危化品", "Chemicals", "化工"),
    choice("邮政快递", "Post and parcels", "快递"),
    choice("航运港口", "Shipping and ports", "港口"),
    choice("食品饮料", "Food and drink", "快消"),
    choice("烟草", "Tobacco"),
    choice("汽车物流", "Vehicle logistics", "汽车"),
    choice("建材水泥", "Building materials", "水泥"),
    choice("钢铁矿产", "Steel and mining", "钢铁"),
    choice("医药冷链", "Pharma and cold chain", "医药"),
    choice("商贸零售", "Retail", "电商"),
    choice("其他", "Other"),
  ],
  province: [
    ["北京", "Beijing"],
    ["天津", "Tianjin"],
    ["河北", "Hebei"],
    ["山西", "Shanxi"],
    ["内蒙古", "Inner Mongolia"],
    ["辽宁", "Liaoning"],
    ["吉林", "Jilin"],
    ["黑龙江", "Heilongjiang"],
    ["上海", "Shanghai"],
    ["江苏", "Jiangsu"],
    ["浙江", "Zhejiang"],
    ["安徽", "Anhui"],
    ["福建", "Fujian"],
    ["江西", "Jiangxi"],
    ["山东", "Shandong"],
    ["河南", "Henan"],
    ["湖北", "Hubei"],
    ["湖南", "Hunan"],
    ["广东", "Guangdong"],
    ["广西", "Guangxi"],
    ["海南", "Hainan"],
    ["重庆", "Chongqing"],
    ["四川", "Sichuan"],
    ["贵州", "Guizhou"],
    ["云南", "Yunnan"],
    ["西藏", "Tibet"],
    ["陕西", "Shaanxi"],
    ["甘肃", "Gansu"],
    ["青海", "Qinghai"],
    ["宁夏", "Ningxia"],
    ["新疆", "Xinjiang"],
    ["台湾", "Taiwan"],
    ["香港", "Hong Kong"],
    ["澳门", "Macao"],
  ].map(([zh = "", en = ""]) => choice(zh, en, ...longProvince(zh))),
  haulage: [
    choice("干线运输", "Trunk haulage", "干线"),
    choice("城市配送", "City delivery", "城配", "配送"),
    choice("危化品运输", "Dangerous goods", "危化", "危险品运输"),
    choice("冷链运输", "Cold chain", "冷链"),
    choice("集装箱运输", "Containers", "集装箱"),
    choice("商品车运输", "Vehicle transport", "商品车"),
    choice("大件运输", "Heavy loads", "大件"),
    choice("其他", "Other"),
  ],
  side: [
    choice("总部", "Headquarters", "总公司"),
    choice("分支机构", "Branch", "分支", "分公司"),
    choice("承运商", "Carrier"),
  ],
  role: [
    choice("决策者", "Decider"),
    choice("影响者", "Influencer"),
    choice("采购", "Buyer", "采购者"),
    choice("使用者", "User"),
    choice("把关者", "Gatekeeper"),
  ],
  kind: [
    choice("机构调整", "Reorganisation"),
    choice("人员变动", "Change of people"),
    choice("业务发展", "Business development"),
    choice("物流规划", "Logistics plan"),
    choice("采购计划", "Purchasing plan"),
    choice("招标投标", "Tender"),
    choice("竞争动态", "Competitors"),
    choice("售后服务", "After-sales"),
    choice("其他", "Other"),
  ],
  weight: [choice("一般", "Ordinary"), choice("重要", "Important"), choice("紧急", "Urgent")],
  channel: [
    choice("电话", "Telephone"),
    choice("传真", "Fax"),
    choice("邮件", "E-mail", "邮箱", "电子邮件"),
    choice("面谈", "In person", "拜访"),
    choice("其他", "Other"),
  ],
  product: [
    choice("半挂车", "Semi-trailer"),
    choice("厢式车", "Box body"),
    choice("罐式车", "Tanker", "罐车"),
    choice("冷藏车", "Refrigerated"),
    choice("自卸车", "Tipper"),
    choice("搅拌车", "Concrete mixer"),
    choice("车辆运输车", "Car carrier", "轿运车"),
    choice("集装箱骨架车", "Container chassis", "骨架车"),
    choice("仓栅车", "Stake body"),
    choice("其他", "Other"),
  ],
  supplier: [choice("本集团", "Our group", "我方", "集团"), choice("竞争对手", "Rival", "对手", "竞品")],
  trend: [
    choice("上升", "Up", "升", "↑"),
    choice("持平", "Level", "平", "→"),
    choice("下降", "Down", "降", "↓"),
  ],
} as const satisfies Record<string, readonly Choice[]>;

export type ChoiceList = keyof typeof CHOICES;

/** The provinces' long forms: 广东省, 北京市, 广西壮族自治区 … */
function longProvince(zh: string): string[] {
  const regions: Record<string, string> = {
    内蒙古: "内蒙古自治区",
    广西: "广西壮族自治区",
    西藏: "西藏自治区",
    宁夏: "宁夏回族自治区",
    新疆: "新疆维吾尔自治区",
    香港: "香港特别行政区",
    澳门: "澳门特别行政区",
    北京: "北京市",
    天津: "天津市",
    上海: "上海市",
    重庆: "重庆市",
  };
  return [regions[zh] ?? `${zh}省`];
}

/** Width, case, spaces and the dots people put between two words do not count when a choice is read. */
const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s·.・•\-—_/]/gu, "");

const folded = new Map<ChoiceList, Map<string, string>>();

/** The list's own value for what somebody typed, or undefined. `readChoice("side", " 分公司")` is `分支机构`. */
export function readChoice(list: ChoiceList, text: string): string | undefined {
  let index = folded.get(list);
  if (!index) {
    index = new Map();
    for (const { value, en, also = [] } of CHOICES[list] as readonly Choice[]) {
      index.set(value, value);
      for (const form of [...also, en, value]) index.set(fold(form), value);
    }
    folded.set(list, index);
  }
  // Mostly it is the value itself, chosen from the list.
  return index.get(text) ?? index.get(fold(text));
}

export const choiceValues = (list: ChoiceList): string[] => CHOICES[list].map(({ value }) => value);
