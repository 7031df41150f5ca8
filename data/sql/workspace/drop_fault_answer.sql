delete from fault_answer where fault = :fault
