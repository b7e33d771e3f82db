"""The ground floor: the database, its migrations, durable jobs."""
