import type { Role } from '@wallet/shared/people/role'

/** The demo company: one enterprise, four departments, twelve teams, 120 people. The same every time. */
export const enterprise = '考培练集团'
export const departments: readonly { readonly name: string; readonly teams: readonly string[] }[] = [
  { name: '客户服务部', teams: ['客服一组', '客服二组', '投诉处理组'] },
  { name: '信息技术部', teams: ['应用研发组', '运行维护组', '信息安全组'] },
  { name: '市场销售部', teams: ['华东销售组', '华南销售组', '市场策划组'] },
  { name: '运营管理部', teams: ['培训管理组', '人力资源组', '财务管理组'] },
]

export interface DemoPersonSeed {
  readonly fullName: string
  readonly role: Role
  /** Name of the unit, whatever its level. */
  readonly unit: string
}

/** People with a part in the story; the first five are named in the documents. */
const cast: readonly DemoPersonSeed[] = [
  { fullName: '林婉清', role: 'admin', unit: enterprise },
  { fullName: '王静怡', role: 'issuer', unit: '培训管理组' },
  { fullName: '李文博', role: 'manager', unit: '客户服务部' },
  { fullName: '周雨桐', role: 'employee', unit: '客服一组' },
  { fullName: '陈思远', role: 'employee', unit: '客服一组' },
  { fullName: '欧阳䶮', role: 'employee', unit: '客服二组' },
  { fullName: '张祎堃', role: 'employee', unit: '客服二组' },
  { fullName: '𠮷田 太郎', role: 'employee', unit: '华东销售组' },
  { fullName: "Anne-Marie O'Neil", role: 'employee', unit: '华东销售组' },
  { fullName: 'Айгүл Нұрланқызы', role: 'employee', unit: '华南销售组' },
  { fullName: 'Muhammad Abdul-Rahman ibn Khalid', role: 'employee', unit: '应用研发组' },
  { fullName: '阿不都热依木·买买提', role: 'employee', unit: '华南销售组' },
  { fullName: '张伟', role: 'employee', unit: '投诉处理组' },
  { fullName: '赵国梁', role: 'manager', unit: '信息技术部' },
  { fullName: '孙丽华', role: 'manager', unit: '市场销售部' },
  { fullName: '吴建国', role: 'manager', unit: '运营管理部' },
  { fullName: '郑晓彤', role: 'manager', unit: '客服一组' },
  { fullName: '司马静雯', role: 'employee', unit: '培训管理组' },
  { fullName: 'José María Álvarez Núñez', role: 'employee', unit: '运行维护组' },
  { fullName: 'Nguyễn Thị Minh Châu', role: 'employee', unit: '市场策划组' },
]

const surnames = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '黄',
  '赵',
  '吴',
  '周',
  '徐',
  '孙',
  '马',
  '朱',
  '胡',
  '郭',
  '何',
  '高',
  '林',
  '罗',
  '郑',
  '梁',
  '谢',
  '宋',
  '唐',
  '许',
  '韩',
  '冯',
  '邓',
  '曹',
  '彭',
  '曾',
  '肖',
  '田',
  '董',
  '诸葛',
  '上官',
  '欧阳',
]
const givenNames = [
  '子涵',
  '欣怡',
  '浩然',
  '梓萱',
  '宇航',
  '诗涵',
  '俊杰',
  '雅婷',
  '明哲',
  '思琪',
  '建华',
  '秀英',
  '志强',
  '丽娟',
  '晨曦',
  '文轩',
  '若兰',
  '嘉懿',
  '睿',
  '悦',
  '佳宁',
  '一鸣',
  '沐阳',
  '小满',
  '曼',
  '海燕',
  '永康',
  '玉珍',
  '天佑',
  '雪',
  '博文',
  '依诺',
  '振宇',
  '静',
  '凯',
  '慧敏',
  '昊',
  '可欣',
  '立新',
  '芷若',
]

/** All 120, by employee number: `KPL0001` is the first. */
export const people: readonly DemoPersonSeed[] = [
  ...cast,
  ...Array.from({ length: 120 - cast.length }, (_, i): DemoPersonSeed => {
    const teams = departments.flatMap(department => department.teams)
    return {
      fullName: `${surnames[(i * 7) % surnames.length]}${givenNames[(i * 11 + Math.floor(i / 40)) % givenNames.length]}`,
      role: 'employee',
      unit: teams[i % teams.length] ?? enterprise,
    }
  }),
]

export const employeeNoOf = (index: number): string => `KPL${String(index + 1).padStart(4, '0')}`
