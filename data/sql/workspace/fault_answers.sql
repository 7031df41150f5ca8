select fault, verdict, evidence, written_by, written_at from fault_answer order by fault
