"""What the archive holds and what is asked of it: values that know no storage, no terminal and no network."""
