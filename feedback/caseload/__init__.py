"""The caseload folder a council brings: read whole, judged row by row, never half believed.

``read_folder`` turns the files into rows or refuses a whole file in one sentence. ``judge``
gives every row a verdict in the light of what is already known. Nothing here keeps anything.
"""
