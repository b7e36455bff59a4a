"""All calculators by name in the order shown: renewal check, pay, leave, contract, end, disputes, special.

CALCULATORS["shiyongqi"].title == "试用期上限与工资"
"""

from service.calculators.annual_leave import ANNUAL_LEAVE
from service.calculators.calculator import Calculator
from service.calculators.deduction import DEDUCTION
from service.calculators.double_wage import DOUBLE_WAGE
from service.calculators.injury import INJURY
from service.calculators.limitation import LIMITATION
from service.calculators.maternity import MATERNITY
from service.calculators.minimum_wage import MINIMUM_WAGE
from service.calculators.overtime import OVERTIME
from service.calculators.probation import PROBATION
from service.calculators.renewal import RENEWAL
from service.calculators.severance import SEVERANCE

CALCULATORS: dict[str, Calculator] = {
    calculator.name: calculator
    for calculator in (
        RENEWAL,
        OVERTIME,
        MINIMUM_WAGE,
        DEDUCTION,
        ANNUAL_LEAVE,
        PROBATION,
        DOUBLE_WAGE,
        SEVERANCE,
        LIMITATION,
        INJURY,
        MATERNITY,
    )
}
