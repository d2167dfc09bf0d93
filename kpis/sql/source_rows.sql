-- Grain: that of the mart {source}, without the rows that lack one of the columns used.
    select {columns}
    from {source}
    where {condition}
