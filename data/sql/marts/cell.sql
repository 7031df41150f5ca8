-- cell: the cells that have customers.
select distinct cell_key, first_channel, first_region, first_category, cohort_year from customer_cell
