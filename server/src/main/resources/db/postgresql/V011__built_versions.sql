-- What a version's image was built from, and how the repository says that it is run, as JSON.
ALTER TABLE service_version ADD COLUMN built TEXT;
