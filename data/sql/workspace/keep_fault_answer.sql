insert into fault_answer (fault, verdict, evidence, written_by) values (:fault, :verdict, :evidence, :written_by)
on conflict (fault) do update set
    verdict = excluded.verdict, evidence = excluded.evidence, written_by = excluded.written_by, written_at = current_timestamp
