-- service_code: codes that are no product (postage, fees, manual corrections). Known words; single letters and other short
-- codes only where nearly all other codes carry a digit, so that a shop with codes like "M" for a size keeps them.
with code as (
    select distinct upper(product_id) as product_code from parsed_transaction where product_id is not null
),
habit as (
    select count(*) filter (where regexp_matches(product_code, '\d')) >= 0.9 * count(*) as codes_carry_digits from code
)
select product_code
from code, habit
where product_code in (
        'POST', 'POSTAGE', 'DOT', 'DOTCOM POSTAGE', 'SHIPPING', 'SHIPPING FEE', 'DELIVERY', 'FREIGHT', 'CARRIAGE', 'BANK CHARGES',
        'AMAZONFEE', 'FEE', 'FEES', 'HANDLING', 'MANUAL', 'ADJUST', 'ADJUSTMENT', 'DISCOUNT', 'CRUK', 'DONATION', 'PACKAGING', '运费', '邮费',
        '快递费', '手续费', '服务费', '折扣', '调整', '包装费'
    )
    or (codes_carry_digits and product_code in ('M', 'D', 'S', 'B', 'C2', 'PADS', 'TEST'))
