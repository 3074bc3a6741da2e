/* eslint-disable */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A day of the calendar in the form of ISO 8601: 2026-01-31. */
  Date: { input: string; output: string; }
  /** An exact decimal in plain notation, as a JSON string: never a float, an exponent or a group separator. At most 34 digits. */
  Decimal: { input: string; output: string; }
};

/** Which printed amounts: every line that is given must hold. */
export type BudgetLineFilter = {
  /** The amount satisfies this. */
  amount?: InputMaybe<DecimalFilter>;
  /** All of these filters hold. */
  and?: InputMaybe<Array<BudgetLineFilter>>;
  /** The row's code satisfies this: startsWith 201 is a class with all under it. */
  code?: InputMaybe<StringFilter>;
  /** A document that prints it satisfies this. */
  disclosure?: InputMaybe<DisclosureFilter>;
  /** It is paid by one of these funding sources. */
  fundingSource?: InputMaybe<IdFilter>;
  /** The level of its code satisfies this: 1 class, 2 group, 3 item. */
  level?: InputMaybe<IntFilter>;
  /** It stands in one of these columns; an empty list matches nothing. */
  measure?: InputMaybe<Array<Measure>>;
  /** This filter does not hold. */
  not?: InputMaybe<BudgetLineFilter>;
  /** At least one of these filters holds. */
  or?: InputMaybe<Array<BudgetLineFilter>>;
  /** The body whose money it is satisfies this. */
  organisation?: InputMaybe<OrganisationFilter>;
  /** Its code is of this list. */
  scheme?: InputMaybe<ClassificationScheme>;
  /** It was planned, or it was spent. */
  stage?: InputMaybe<Stage>;
  /** It stands in one of these tables; an empty list matches nothing. */
  table?: InputMaybe<Array<BudgetTable>>;
  /** The budget year satisfies this. */
  year?: InputMaybe<IntFilter>;
};

/** One criterion of the order of budget lines. */
export type BudgetLineOrder = {
  /** Which end comes first; what has no value comes last either way. */
  direction?: OrderDirection;
  /** What decides. */
  field: BudgetLineOrderField;
};

/** What budget lines can be ordered by. */
export type BudgetLineOrderField =
  /** The amount. */
  | 'AMOUNT'
  /** The row's classification code, digit by digit. */
  | 'CODE'
  /** The budget year. */
  | 'YEAR';

/** A table of the official layout; budgets and final accounts share these names. */
export type BudgetTable =
  /** Fiscal appropriation beside what it pays for (财政拨款收支总表). */
  | 'APPROPRIATION_SUMMARY'
  /** All income beside all expenditure (财务收支总表, 收入支出决算总表). */
  | 'BALANCE_SUMMARY'
  /** Basic expenditure from the general public budget by economic code (一般公共预算基本支出经济分类表). */
  | 'BASIC_BY_ECONOMIC'
  /** Expenditure by functional code (支出总表, 支出决算表). */
  | 'EXPENDITURE_BY_FUNCTION'
  /** Expenditure from the general public budget by functional code (一般公共预算支出功能分类表). */
  | 'GENERAL_BUDGET_BY_FUNCTION'
  /** Expenditure from government funds by functional code (政府性基金预算支出功能分类表). */
  | 'GOVERNMENT_FUND_BY_FUNCTION'
  /** Income by functional code and source (收入总表, 收入决算表). */
  | 'REVENUE_BY_FUNCTION'
  /** Expenditure from the state capital budget by functional code (国有资本经营预算支出功能分类表). */
  | 'STATE_CAPITAL_BY_FUNCTION'
  /** Travel abroad, receptions and vehicles, and agency operation (“三公”经费和机关运行经费). */
  | 'THREE_PUBLIC';

/** Which citations: every line that is given must hold. */
export type CitationFilter = {
  /** The project whose 立项依据 it stands in satisfies this. */
  project?: InputMaybe<ProjectFilter>;
};

/** Which classification codes: every line that is given must hold. */
export type ClassificationCodeFilter = {
  /** The digits satisfy this. */
  code?: InputMaybe<StringFilter>;
  /** The level satisfies this: 1 class (类), 2 group (款), 3 item (项). */
  level?: InputMaybe<IntFilter>;
  /** The latest name satisfies this. */
  name?: InputMaybe<StringFilter>;
  /** It is of this list. */
  scheme?: InputMaybe<ClassificationScheme>;
};

/** A list of the state's classification of revenue and expenditure (政府收支分类科目). */
export type ClassificationScheme =
  /** How a department spends it: 3 and 5 digits (部门预算支出经济分类). */
  | 'DEPARTMENT_ECONOMIC'
  /** What money is spent for: class, group and item by 3, 5 and 7 digits (支出功能分类 类、款、项). */
  | 'FUNCTIONAL'
  /** How a government spends it: 3 and 5 digits (政府预算支出经济分类). */
  | 'GOVERNMENT_ECONOMIC';

/** What the columns of a comparison are. */
export type ComparisonDimension =
  /** A department each, with all its units (预算主管部门). */
  | 'DEPARTMENT'
  /** A region each, with the bodies of its own government (行政区划). */
  | 'REGION'
  /** The budget beside the final accounts (预算、决算). */
  | 'STAGE'
  /** A budget unit each (预算单位). */
  | 'UNIT'
  /** A budget year each (年度). */
  | 'YEAR';

/** Which amounts, in yuan (元) and exactly: every operator that is given must hold; none holds for a missing amount. */
export type DecimalFilter = {
  /** It is this amount; no amount has a part of a fen (分). */
  eq?: InputMaybe<Scalars['Decimal']['input']>;
  /** It is greater than this amount. */
  gt?: InputMaybe<Scalars['Decimal']['input']>;
  /** It is this amount or greater. */
  gte?: InputMaybe<Scalars['Decimal']['input']>;
  /** Whether it is missing. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** It is less than this amount. */
  lt?: InputMaybe<Scalars['Decimal']['input']>;
  /** It is this amount or less. */
  lte?: InputMaybe<Scalars['Decimal']['input']>;
};

/** How a figure moved against the one it is compared with. */
export type Direction =
  /** It shrank (减少, 下降). */
  | 'DECREASE'
  /** It grew (增加, 增长). */
  | 'INCREASE'
  /** It stayed (持平). */
  | 'UNCHANGED';

/** Which documents: every line that is given must hold. */
export type DisclosureFilter = {
  /** The name of the loaded file satisfies this. */
  fileName?: InputMaybe<StringFilter>;
  /** It is one of these documents. */
  id?: InputMaybe<IdFilter>;
  /** It is a document of this kind. */
  kind?: InputMaybe<DisclosureKind>;
  /** The body whose budget it is satisfies this. */
  organisation?: InputMaybe<OrganisationFilter>;
  /** The budget year satisfies this. */
  year?: InputMaybe<IntFilter>;
};

/** What a published document is. */
export type DisclosureKind =
  /** The budget of a department with all its units (部门预算). */
  | 'DEPARTMENT_BUDGET'
  /** The final accounts of a department (部门决算). */
  | 'DEPARTMENT_FINAL_ACCOUNTS'
  /** Forms with the performance targets of projects (绩效目标申报表). */
  | 'PERFORMANCE_TARGETS'
  /** Statements about projects and their money (项目经费情况说明). */
  | 'PROJECT_STATEMENTS'
  /** The budget of one unit (单位预算). */
  | 'UNIT_BUDGET'
  /** The final accounts of one unit (单位决算). */
  | 'UNIT_FINAL_ACCOUNTS';

/** Which findings: every line that is given must hold. */
export type FindingFilter = {
  /** The rule's id satisfies this. */
  rule?: InputMaybe<StringFilter>;
  /** The broken rule weighs so much. */
  severity?: InputMaybe<Severity>;
};

/** The level of government that a region or a policy belongs to. */
export type GovernmentLevel =
  /** The state (中央). */
  | 'CENTRAL'
  /** A district or county (区、县). */
  | 'DISTRICT'
  /** A province, a municipality under the central government, or a city of a province (省、直辖市、地级市). */
  | 'MUNICIPAL'
  /** A town or sub-district (镇、街道). */
  | 'TOWNSHIP'
  /** Of a region that no document names (未注明). */
  | 'UNKNOWN';

/** What groups of a connection are made by. */
export type GroupKey =
  /** The classification code. */
  | 'CLASSIFICATION'
  /** The funding source. */
  | 'FUNDING_SOURCE'
  /** The column of the table. */
  | 'MEASURE'
  /** The organisation. */
  | 'ORGANISATION'
  /** The region of the organisation. */
  | 'REGION'
  /** Budget or final accounts. */
  | 'STAGE'
  /** The budget year. */
  | 'YEAR';

/** How groups are ordered; the groups' keys decide between equals. */
export type GroupOrder =
  /** The smallest sum first. */
  | 'AMOUNT_ASC'
  /** The largest sum first. */
  | 'AMOUNT_DESC'
  /** The most members first. */
  | 'COUNT_DESC'
  /** By the groups' keys. */
  | 'KEY_ASC';

/** Which nodes, by their ids; the id of a node of another kind matches nothing. */
export type IdFilter = {
  /** It is the node of this id. */
  eq?: InputMaybe<Scalars['ID']['input']>;
  /** It is one of the nodes of these ids; an empty list matches nothing. */
  in?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** Why a citation is taken to name a policy. */
export type IdentityRule =
  /** A curated list keeps it apart from policies of the same title or number (人工指定). */
  | 'CURATED'
  /** It prints the policy's number (文号相同). */
  | 'NUMBER'
  /** It prints the policy's title, as far as titles tell documents apart (标题相同). */
  | 'TITLE'
  /** It prints a title without a number, and that title stands beside this one number elsewhere (标题对应同一文号). */
  | 'TITLE_WITH_NUMBER';

/** Which whole numbers: every operator that is given must hold; none holds for a missing number. */
export type IntFilter = {
  /** It is this number. */
  eq?: InputMaybe<Scalars['Int']['input']>;
  /** It is greater than this number. */
  gt?: InputMaybe<Scalars['Int']['input']>;
  /** It is this number or greater. */
  gte?: InputMaybe<Scalars['Int']['input']>;
  /** It is one of these numbers; an empty list matches nothing. */
  in?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** Whether it is missing. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** It is less than this number. */
  lt?: InputMaybe<Scalars['Int']['input']>;
  /** It is this number or less. */
  lte?: InputMaybe<Scalars['Int']['input']>;
};

/** Which legal bases: every line that is given must hold. */
export type LegalBasisFilter = {
  /** All of these filters hold. */
  and?: InputMaybe<Array<LegalBasisFilter>>;
  /** The number in its one form, such as 沪财行〔2017〕45号, satisfies this. */
  documentNumber?: InputMaybe<StringFilter>;
  /** Who issued it satisfies this. */
  issuer?: InputMaybe<StringFilter>;
  /** It was issued at this level of government. */
  level?: InputMaybe<GovernmentLevel>;
  /** This filter does not hold. */
  not?: InputMaybe<LegalBasisFilter>;
  /** At least one of these filters holds. */
  or?: InputMaybe<Array<LegalBasisFilter>>;
  /** The title satisfies this. */
  title?: InputMaybe<StringFilter>;
  /** The year of its number satisfies this. */
  year?: InputMaybe<IntFilter>;
};

/** One criterion of the order of legal bases. */
export type LegalBasisOrder = {
  /** Which end comes first; what has no value comes last either way. */
  direction?: OrderDirection;
  /** What decides. */
  field: LegalBasisOrderField;
};

/** What legal bases can be ordered by. */
export type LegalBasisOrderField =
  /** How many citations name the document. */
  | 'CITATION_COUNT'
  /** The title, by code point. */
  | 'TITLE'
  /** The year of the document number. */
  | 'YEAR';

/** What a project's text, or another policy, does with a policy (与依据的关系). */
export type LegalBasisRelation =
  /** A document that changes it (修订). */
  | 'AMENDS'
  /** It rests on the document (根据, 依据). */
  | 'CITES'
  /** A notice that forwards the document (转发). */
  | 'FORWARDS'
  /** A document that carries it out (贯彻, 落实, 实施). */
  | 'IMPLEMENTS'
  /** A notice that promulgates the document (印发). */
  | 'PROMULGATES';

/** A stage that money passes on its way from its source to what it is spent on. */
export type LineageLevel =
  /** The department that answers for it (预算主管部门). */
  | 'DEPARTMENT'
  /** How it is spent, by 3 digits (部门预算支出经济分类 类). */
  | 'ECONOMIC_CLASS'
  /** How it is spent, by 5 digits (部门预算支出经济分类 款). */
  | 'ECONOMIC_ITEM'
  /** Basic or project expenditure (基本支出、项目支出). */
  | 'EXPENDITURE_KIND'
  /** What it is for, by 3 digits (功能分类 类). */
  | 'FUNCTION_CLASS'
  /** What it is for, by 5 digits (功能分类 款). */
  | 'FUNCTION_GROUP'
  /** What it is for, by 7 digits (功能分类 项). */
  | 'FUNCTION_ITEM'
  /** Where it comes from (资金来源). */
  | 'FUNDING_SOURCE'
  /** The policies that the project rests on (立项依据). */
  | 'LEGAL_BASIS'
  /** The project that it is spent on (项目). */
  | 'PROJECT'
  /** The region whose government spends it (行政区划). */
  | 'REGION'
  /** The part of the project's budget (子项目). */
  | 'SUB_ITEM'
  /** The budget unit that spends it (预算单位). */
  | 'UNIT';

/** Which column of a table an amount stands in. */
export type Measure =
  /** Remittance from affiliated units (附属单位上缴收入). */
  | 'AFFILIATE_REMITTANCE'
  /** Running cost of administrative bodies (机关运行经费). */
  | 'AGENCY_OPERATION'
  /** Basic expenditure (基本支出). */
  | 'BASIC'
  /** Expenditure of a public institution's business (经营支出). */
  | 'BUSINESS_EXPENDITURE'
  /** Income from a public institution's business (事业单位经营收入). */
  | 'BUSINESS_INCOME'
  /** Carried over to the next year (年末结转和结余). */
  | 'CLOSING_BALANCE'
  /** Expenditure of the year (本年支出). */
  | 'CURRENT_EXPENDITURE'
  /** Income of the year (本年收入). */
  | 'CURRENT_REVENUE'
  /** Income from fiscal appropriation (财政拨款收入). */
  | 'FISCAL_APPROPRIATION'
  /** Paid from the general public budget (一般公共预算). */
  | 'GENERAL_PUBLIC_BUDGET'
  /** Paid from government funds (政府性基金预算). */
  | 'GOVERNMENT_FUND'
  /** Carried over from the year before (年初结转和结余). */
  | 'OPENING_BALANCE'
  /** Other income (其他收入). */
  | 'OTHER_INCOME'
  /** Official travel abroad (因公出国（境）费). */
  | 'OVERSEAS_TRAVEL'
  /** Basic expenditure for persons (人员经费). */
  | 'PERSONNEL'
  /** Project expenditure (项目支出). */
  | 'PROJECT'
  /** Basic expenditure for running the office (公用经费). */
  | 'PUBLIC'
  /** Official receptions (公务接待费). */
  | 'RECEPTION'
  /** Remitted to a superior body (上缴上级支出). */
  | 'REMITTED_TO_SUPERIOR'
  /** Paid from the state capital budget (国有资本经营预算). */
  | 'STATE_CAPITAL'
  /** Subsidy to affiliated units (对附属单位补助支出). */
  | 'SUBSIDY_TO_AFFILIATES'
  /** Subsidy from a superior body (上级补助收入). */
  | 'SUPERIOR_SUBSIDY'
  /** The row's total (合计, 预算数, 决算数). */
  | 'TOTAL'
  /** Income from a public institution's professional work (事业收入). */
  | 'UNDERTAKING_INCOME'
  /** Purchase and running of official vehicles (公务用车购置及运行费). */
  | 'VEHICLES'
  /** Running of official vehicles (公务用车运行费). */
  | 'VEHICLE_OPERATION'
  /** Purchase of official vehicles (公务用车购置费). */
  | 'VEHICLE_PURCHASE';

/** The unit that an amount is printed in or asked for. */
export type MoneyUnit =
  /** Ten thousand yuan (万元). */
  | 'WAN_YUAN'
  /** A hundred million yuan (亿元). */
  | 'YI_YUAN'
  /** Yuan (元). */
  | 'YUAN';

/** What columns of different size are compared by. */
export type Normalisation =
  /** By their amounts. */
  | 'NONE'
  /** By their shares (占比): amounts stay as they are, and warnings tell the columns that have no total to divide by. */
  | 'SHARE_OF_TOTAL';

/** Which end of an order comes first; what has no value comes last either way. */
export type OrderDirection =
  /** The smallest value first. */
  | 'ASC'
  /** The largest value first. */
  | 'DESC';

/** Which departments and units: every line that is given must hold. */
export type OrganisationFilter = {
  /** All of these filters hold. */
  and?: InputMaybe<Array<OrganisationFilter>>;
  /** It is a department, or it is a unit. */
  kind?: InputMaybe<OrganisationKind>;
  /** The full name satisfies this. */
  name?: InputMaybe<StringFilter>;
  /** This filter does not hold. */
  not?: InputMaybe<OrganisationFilter>;
  /** At least one of these filters holds. */
  or?: InputMaybe<Array<OrganisationFilter>>;
  /** It belongs to one of these regions. */
  region?: InputMaybe<IdFilter>;
};

/** The place of an organisation in the budget hierarchy. */
export type OrganisationKind =
  /** A department that is responsible for a budget with its subordinate units (预算主管部门). */
  | 'DEPARTMENT'
  /** A single budget unit, the department's own office among them (预算单位). */
  | 'UNIT';

/** One criterion of the order of departments and units. */
export type OrganisationOrder = {
  /** Which end comes first; what has no value comes last either way. */
  direction?: OrderDirection;
  /** What decides. */
  field: OrganisationOrderField;
};

/** What departments and units can be ordered by. */
export type OrganisationOrderField =
  /** The full name, by code point. */
  | 'NAME';

/** Which projects: every line that is given must hold. */
export type ProjectFilter = {
  /** The year's budget satisfies this. */
  amount?: InputMaybe<DecimalFilter>;
  /** All of these filters hold. */
  and?: InputMaybe<Array<ProjectFilter>>;
  /** The category (项目类别) satisfies this. */
  category?: InputMaybe<StringFilter>;
  /** The department that answers for it satisfies this. */
  department?: InputMaybe<OrganisationFilter>;
  /** A document that describes it satisfies this. */
  disclosure?: InputMaybe<DisclosureFilter>;
  /** Whether its 立项依据 names a document. */
  hasSpecificBasis?: InputMaybe<Scalars['Boolean']['input']>;
  /** A document that its 立项依据 names satisfies this. */
  legalBasis?: InputMaybe<LegalBasisFilter>;
  /** The name satisfies this. */
  name?: InputMaybe<StringFilter>;
  /** The nature (项目性质) satisfies this. */
  nature?: InputMaybe<StringFilter>;
  /** This filter does not hold. */
  not?: InputMaybe<ProjectFilter>;
  /** At least one of these filters holds. */
  or?: InputMaybe<Array<ProjectFilter>>;
  /** The unit that carries it out satisfies this. */
  unit?: InputMaybe<OrganisationFilter>;
  /** The budget year satisfies this. */
  year?: InputMaybe<IntFilter>;
};

/** One criterion of the order of projects. */
export type ProjectOrder = {
  /** Which end comes first; what has no value comes last either way. */
  direction?: OrderDirection;
  /** What decides. */
  field: ProjectOrderField;
};

/** What projects can be ordered by. */
export type ProjectOrderField =
  /** The year's budget. */
  | 'AMOUNT'
  /** The name, by code point. */
  | 'NAME'
  /** The budget year. */
  | 'YEAR';

/** How much a broken rule weighs. */
export type Severity =
  /** Two figures that have to agree do not (错误). */
  | 'ERROR'
  /** Worth a look (提示). */
  | 'INFO'
  /** Something that is nearly always a mistake, and need not be one (疑点). */
  | 'WARNING';

/** Whether an amount was planned or spent. */
export type Stage =
  /** Planned in the year's budget (预算). */
  | 'BUDGET'
  /** Reported in the year's final accounts (决算). */
  | 'FINAL_ACCOUNTS';

/** Which texts: every operator that is given must hold, character by character; none holds for a missing text. */
export type StringFilter = {
  /** This text stands in it. */
  contains?: InputMaybe<Scalars['String']['input']>;
  /** It is this text. */
  eq?: InputMaybe<Scalars['String']['input']>;
  /** It is one of these texts; an empty list matches nothing. */
  in?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Whether it is missing. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** It begins with this text. */
  startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** What a figure in a document's sentences is about. */
export type Topic =
  /** Running cost of administrative bodies (机关运行经费). */
  | 'AGENCY_OPERATION'
  /** Basic expenditure (基本支出). */
  | 'BASIC'
  /** Income from business (事业单位经营收入). */
  | 'BUSINESS_INCOME'
  /** Total expenditure (支出预算, 支出决算). */
  | 'EXPENDITURE'
  /** Fiscal appropriation (财政拨款收入, 财政拨款支出). */
  | 'FISCAL_APPROPRIATION'
  /** Expenditure under a functional code (科目). */
  | 'FUNCTION'
  /** The general public budget's part (一般公共预算拨款支出). */
  | 'GENERAL_PUBLIC_BUDGET'
  /** The government funds' part (政府性基金拨款支出). */
  | 'GOVERNMENT_FUND'
  /** Equipment of a million yuan and more that the body holds (单价100万元以上设备). */
  | 'LARGE_EQUIPMENT'
  /** Equipment of a million yuan and more that the budget buys (购置设备). */
  | 'LARGE_EQUIPMENT_PLAN'
  /** Other income (其他收入). */
  | 'OTHER_INCOME'
  /** Official travel abroad (因公出国（境）费). */
  | 'OVERSEAS_TRAVEL'
  /** How much money has performance targets (涉及项目预算资金). */
  | 'PERFORMANCE_AMOUNT'
  /** How many projects have performance targets (编报绩效目标的项目). */
  | 'PERFORMANCE_PROJECTS'
  /** Basic expenditure for persons (人员经费). */
  | 'PERSONNEL'
  /** Government procurement (政府采购). */
  | 'PROCUREMENT'
  /** Procurement of goods (政府采购货物). */
  | 'PROCUREMENT_GOODS'
  /** Procurement of services (政府采购服务). */
  | 'PROCUREMENT_SERVICES'
  /** Reserved for small and medium enterprises (中小企业). */
  | 'PROCUREMENT_SMALL_AND_MEDIUM'
  /** Reserved for small and micro enterprises (小型和微型企业). */
  | 'PROCUREMENT_SMALL_AND_MICRO'
  /** Procurement of works (政府采购工程). */
  | 'PROCUREMENT_WORKS'
  /** Project expenditure (项目支出). */
  | 'PROJECT'
  /** Basic expenditure for running the office (公用经费). */
  | 'PUBLIC'
  /** Official receptions (公务接待费). */
  | 'RECEPTION'
  /** Total income (收入预算, 收入决算). */
  | 'REVENUE'
  /** Income and expenditure, stated as one total (收入支出总计). */
  | 'REVENUE_AND_EXPENDITURE'
  /** The state capital budget's part (国有资本经营预算拨款支出). */
  | 'STATE_CAPITAL'
  /** Travel abroad, receptions and vehicles together (“三公”经费). */
  | 'THREE_PUBLIC'
  /** Income from professional work (事业收入). */
  | 'UNDERTAKING_INCOME'
  /** Purchase and running of official vehicles (公务用车购置及运行费). */
  | 'VEHICLES'
  /** How many vehicles the body holds (共有车辆). */
  | 'VEHICLE_FLEET'
  /** Running of official vehicles (公务用车运行费). */
  | 'VEHICLE_OPERATION'
  /** Purchase of official vehicles (公务用车购置费). */
  | 'VEHICLE_PURCHASE'
  /** How many vehicles the budget buys (购置车辆). */
  | 'VEHICLE_PURCHASE_PLAN';

/** Why a basis is no policy. */
export type UnspecificKind =
  /** It calls upon a document, or upon an order, without naming it (根据上级要求). */
  | 'NAMES_NOTHING'
  /** It points back at a document that the text does not name (该办法, 《办法》). */
  | 'POINTS_AT_NOTHING';

export type OrganisationOfNameQueryVariables = Exact<{
  name: Scalars['String']['input'];
}>;


export type OrganisationOfNameQuery = { __typename?: 'Query', organisation?: { __typename?: 'Department', id: string } | { __typename?: 'Unit', id: string } | null };

export type SpendingLineageQueryVariables = Exact<{
  organisation: Scalars['ID']['input'];
  year: Scalars['Int']['input'];
}>;


export type SpendingLineageQuery = { __typename?: 'Query', spendingLineage: { __typename?: 'LineageGraph', undisclosed: string, nodes: Array<{ __typename?: 'LineageNode', key: string, level: LineageLevel, label: string, undisclosed: boolean, amount: string }>, links: Array<{ __typename?: 'LineageLink', source: string, target: string, amount: string, sources: Array<{ __typename?: 'Source', page?: number | null, line?: number | null, disclosure: { __typename?: 'Disclosure', fileName: string } }> }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const OrganisationOfNameDocument = new TypedDocumentString(`
    query OrganisationOfName($name: String!) {
  organisation(name: $name) {
    id
  }
}
    `) as unknown as TypedDocumentString<OrganisationOfNameQuery, OrganisationOfNameQueryVariables>;
export const SpendingLineageDocument = new TypedDocumentString(`
    query SpendingLineage($organisation: ID!, $year: Int!) {
  spendingLineage(
    organisation: $organisation
    year: $year
    levels: [FUNDING_SOURCE, EXPENDITURE_KIND, PROJECT]
  ) {
    undisclosed(unit: WAN_YUAN)
    nodes {
      key
      level
      label
      undisclosed
      amount(unit: WAN_YUAN)
    }
    links {
      source
      target
      amount(unit: WAN_YUAN)
      sources {
        page
        line
        disclosure {
          fileName
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SpendingLineageQuery, SpendingLineageQueryVariables>;