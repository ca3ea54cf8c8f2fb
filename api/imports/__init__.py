"""What HR systems export, made into a workforce: groups of people, never a person."""
