"""What a text says of what is sold: which offers it means, what is asked of them, who wants to have one."""
